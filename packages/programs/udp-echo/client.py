import socket

ADDRESS = "192.0.2.2"
PORT = 8888
BUFFER_SIZE = 1024

client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)

while True:
    line = input("> ")
    if line == "exit":
        break
    # An empty line is sent as well: a datagram may be empty.
    client.sendto(line.encode(), (ADDRESS, PORT))
    # Waits for ever if either datagram is lost: nobody sends it again.
    reply, peer = client.recvfrom(BUFFER_SIZE)
    print(f"reply from {peer[0]}:{peer[1]}: {reply.decode(errors='replace')}")

client.close()
