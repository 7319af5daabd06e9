import socket
from pathlib import Path

ADDRESS = "/tmp/wirestage-echo.sock"
BACKLOG = 5
BUFFER_SIZE = 1024

listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
# The address is a file: one that an earlier server left behind would make bind fail.
Path(ADDRESS).unlink(missing_ok=True)
listener.bind(ADDRESS)
listener.listen(BACKLOG)
print(f"listening on {ADDRESS}")

while True:
    connection, _ = listener.accept()
    print("accepted a client")
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
