import socket

ADDRESS = "192.0.2.2"
PORT = 8888
BUFFER_SIZE = 1024

client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)

client.sendto("hello".encode(), (ADDRESS, PORT))
reply, peer = client.recvfrom(BUFFER_SIZE)
print(f"reply from {peer[0]}:{peer[1]}: {reply.decode()}")

client.close()
