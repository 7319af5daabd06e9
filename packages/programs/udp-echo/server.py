import socket

ADDRESS = "192.0.2.2"
PORT = 8888
BUFFER_SIZE = 1024

server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((ADDRESS, PORT))
print(f"bound to {ADDRESS}:{PORT}")

# No connections, so one loop serves all clients: every datagram says whom it is from.
while True:
    data, peer = server.recvfrom(BUFFER_SIZE)
    print(f"received from {peer[0]}:{peer[1]}: {data.decode(errors='replace')}")
    server.sendto(data.upper(), peer)
