import socket

ADDRESS = "192.0.2.2"
PORT = 8888
BUFFER_SIZE = 1024
NO_DELAY = False


# A stream has no messages, only bytes. 4 bytes before each message tell how long it is.
def with_length(message):
    return len(message).to_bytes(4, "big") + message


# Exactly so many bytes, however many calls of recv that takes.
def receive(client, size):
    received = b""
    while len(received) < size:
        data = client.recv(min(BUFFER_SIZE, size - len(received)))
        if not data:
            raise EOFError("the connection has ended within a message")
        received += data
    return received


client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
# Unless set, the kernel holds a short message back while an earlier one is not acknowledged.
client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, NO_DELAY)
client.connect((ADDRESS, PORT))
print(f"connected to {ADDRESS}:{PORT}")

messages = ["one", "two", "three", "x" * 3000]
for message in messages:
    client.sendall(with_length(message.encode()))
    print(f"sent a message of {len(message)} bytes")

for _ in messages:
    length = receive(client, 4)
    reply = receive(client, int.from_bytes(length, "big"))
    print(f"a reply of {len(reply)} bytes: {reply[:20].decode()}")

client.close()
