import socket

ADDRESS = "192.0.2.2"
PORT = 8888

client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
client.connect((ADDRESS, PORT))
print(f"connected to {ADDRESS}:{PORT}")

client.recv(32)
print("challenged, and silent")
# Nothing comes any more: this ends when the server has had enough.
client.recv(1)
print("the server has closed the connection")

client.close()
