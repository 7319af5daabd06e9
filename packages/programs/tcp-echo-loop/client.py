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
    client.sendall(line.encode())
    reply = client.recv(BUFFER_SIZE)
    print(f"reply: {reply.decode(errors='replace')}")

client.close()
