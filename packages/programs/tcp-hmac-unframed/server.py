import hmac
import json
import os
import socket

ADDRESS = "192.0.2.2"
PORT = 8888
BACKLOG = 5
SECRET = "open sesame"
DIGEST = "sha256"
TIMEOUT = 5
REUSE_ADDRESS = True


# Whether the client knows the secret, which never crosses the wire itself.
def is_verified(connection, nonce):
    connection.sendall(nonce)
    expected = hmac.digest(SECRET.encode(), nonce, DIGEST)
    connection.settimeout(TIMEOUT)
    answer = connection.recv(1024)
    connection.settimeout(None)
    # Takes as long wherever the two differ, so that time does not tell how much of an answer is right.
    return hmac.compare_digest(expected, answer)


# A stream has no messages, only bytes. 4 bytes before each message tell how long it is.
def with_length(message):
    return len(message).to_bytes(4, "big") + message


def talk(connection):
    while True:
        message = connection.recv(1024)
        # None: the client has closed its side.
        if not message:
            break
        text = json.loads(message[4:].decode())["text"]
        print(f"received: {text}")
        reply = json.dumps({"text": text.upper()}, ensure_ascii=False, separators=(",", ":"))
        connection.sendall(with_length(reply.encode()))


listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
# Lets the server start again while an old connection is still in TIME_WAIT.
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, REUSE_ADDRESS)
listener.bind((ADDRESS, PORT))
# One client is served at a time: the others wait in the accept queue, which this limits.
listener.listen(BACKLOG)
print(f"listening on {ADDRESS}:{PORT}")

while True:
    connection, peer = listener.accept()
    print(f"accepted {peer[0]}:{peer[1]}")
    try:
        # Never the same twice: an answer that was heard before is worth nothing.
        nonce = os.urandom(32)
        if is_verified(connection, nonce):
            print("verified")
            talk(connection)
        else:
            print("refused: wrong answer")
    except Exception as error:
        # Too late, reset, or no JSON: this client is given up, the server goes on.
        print(f"given up: {error}")
    # However it ended: a refused connection that stays open is a leak.
    connection.close()
