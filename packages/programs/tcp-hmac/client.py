import hmac
import json
import socket

ADDRESS = "192.0.2.2"
PORT = 8888
SECRET = "open sesame"
DIGEST = "sha256"


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
    # Proves that we know the secret, and does not tell it.
    nonce = receive(client, 32)
    answer = hmac.digest(SECRET.encode(), nonce, DIGEST)
    client.sendall(answer)

    while True:
        line = input("> ")
        if line == "exit":
            break
        message = json.dumps({"text": line}, ensure_ascii=False, separators=(",", ":"))
        client.sendall(with_length(message.encode()))

        length = int.from_bytes(receive(client, 4), "big")
        # No reply at all: this is how the server refuses.
        if length == 0:
            print("the server has closed the connection")
            break
        reply = receive(client, length)
        print(f"reply: {json.loads(reply.decode())['text']}")
except OSError as error:
    print(f"connection lost: {error}")

client.close()
