import json
import socket

ADDRESS = "192.0.2.2"
PORT = 8888
ANSWER = "0000000000000000000000000000000000000000000000000000000000000000"


# Exactly so many bytes, however many calls of recv that takes; fewer only where the server has closed its side.
def receive(client, size):
    received = b""
    while len(received) < size:
        data = client.recv(size - len(received))
        if not data:
            break
        received += data
    return received


# A stream has no messages, only bytes. 4 bytes before each message tell how long it is.
def with_length(message):
    return len(message).to_bytes(4, "big") + message


client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
client.connect((ADDRESS, PORT))
print(f"connected to {ADDRESS}:{PORT}")

try:
    # Another's answer, heard before or made up: this client does not know the secret.
    receive(client, 32)
    client.sendall(bytes.fromhex(ANSWER))

    message = json.dumps({"text": "hello"}, ensure_ascii=False, separators=(",", ":"))
    client.sendall(with_length(message.encode()))

    length = int.from_bytes(receive(client, 4), "big")
    # No reply at all: this is how the server refuses.
    if length == 0:
        print("the server has closed the connection")
    else:
        reply = receive(client, length)
        print(f"reply: {json.loads(reply.decode())['text']}")
except OSError as error:
    print(f"connection lost: {error}")

client.close()
