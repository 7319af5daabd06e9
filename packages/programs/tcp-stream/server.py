import socket

ADDRESS = "192.0.2.2"
PORT = 8888
BACKLOG = 5
BUFFER_SIZE = 1024
REUSE_ADDRESS = True


# A stream has no messages, only bytes. 4 bytes before each message tell how long it is.
def with_length(message):
    return len(message).to_bytes(4, "big") + message


listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
# Lets the server start again while an old connection is still in TIME_WAIT.
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, REUSE_ADDRESS)
listener.bind((ADDRESS, PORT))
listener.listen(BACKLOG)
print(f"listening on {ADDRESS}:{PORT}")

connection, peer = listener.accept()
print(f"accepted {peer[0]}:{peer[1]}")

received = b""
while True:
    data = connection.recv(BUFFER_SIZE)
    if not data:
        break
    print(f"recv gave {len(data)} bytes")
    received += data

    # None, one or several messages may be whole now, and a part of the next may follow them.
    while len(received) >= 4:
        end = 4 + int.from_bytes(received[:4], "big")
        if len(received) < end:
            break
        message = received[4:end]
        received = received[end:]
        print(f"  a message of {len(message)} bytes: {message[:20].decode()}")
        connection.sendall(with_length(message.upper()))

connection.close()
listener.close()
