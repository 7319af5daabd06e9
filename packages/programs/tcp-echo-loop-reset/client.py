import socket

ADDRESS = "192.0.2.2"
PORT = 8888
BUFFER_SIZE = 1024

client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
client.connect((ADDRESS, PORT))
print(f"connected to {ADDRESS}:{PORT}")

while True:
    line = input("> ")
    if line == "exit":
        break
    # A stream has no empty message: nothing would be sent, and no reply would come.
    if line == "":
        continue
    message = line.encode()
    client.sendall(message)

    # A stream has no messages, only bytes: one recv may bring a part of the reply.
    reply = b""
    while True:
        data = client.recv(BUFFER_SIZE)
        reply += data
        if not data or len(reply) >= len(message):
            break
    if not data:
        print("the server has closed the connection")
        break
    print(f"reply: {reply.decode()}")

client.close()
