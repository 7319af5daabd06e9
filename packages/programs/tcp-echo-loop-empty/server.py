import socket

ADDRESS = "192.0.2.2"
PORT = 8888
BACKLOG = 5
BUFFER_SIZE = 1024
REUSE_ADDRESS = True

listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
# Lets the server start again while an old connection is still in TIME_WAIT.
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, REUSE_ADDRESS)
listener.bind((ADDRESS, PORT))
listener.listen(BACKLOG)
print(f"listening on {ADDRESS}:{PORT}")

while True:
    connection, peer = listener.accept()
    print(f"accepted {peer[0]}:{peer[1]}")
    try:
        while True:
            data = connection.recv(BUFFER_SIZE)
            # Empty: the client has closed its side and sends no more.
            if not data:
                break
            # Decoded for display only: recv may cut a character of several bytes in two.
            print(f"received: {data.decode(errors='replace')}")
            connection.sendall(data.upper())
    except OSError as error:
        # ConnectionResetError and its kin: this client is lost, the server goes on.
        print(f"connection lost: {error}")
    connection.close()
