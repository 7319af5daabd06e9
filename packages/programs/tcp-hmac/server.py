import hmac
import json
import os
import socket
import time

ADDRESS = "192.0.2.2"
PORT = 8888
BACKLOG = 5
SECRET = "open sesame"
DIGEST = "sha256"
TIMEOUT = 5
REUSE_ADDRESS = True


# Exactly so many bytes, however many calls of recv that takes; fewer only where the client has closed its side.
def receive(connection, size, deadline=None):
    received = b""
    while len(received) < size:
        # The rest has only the time that is left: a client that sends byte by byte gains none by it.
        if deadline is not None and received:
            connection.settimeout(max(0, deadline - time.monotonic()))
        data = connection.recv(size - len(received))
        if not data:
            break
        received += data
    return received


# Whether the client knows the secret, which never crosses the wire itself.
def is_verified(connection, nonce):
    connection.sendall(nonce)
    expected = hmac.digest(SECRET.encode(), nonce, DIGEST)
    connection.settimeout(TIMEOUT)
    answer = receive(connection, len(expected), time.monotonic() + TIMEOUT)
    connection.settimeout(None)
    # Takes as long wherever the two differ, so that time does not tell how much of an answer is right.
    return hmac.compare_digest(expected, answer)


# A stream has no messages, only bytes. 4 bytes before each message tell how long it is.
def with_length(message):
    return len(message).to_bytes(4, "big") + message


def talk(connection):
    while True:
        length = int.from_bytes(receive(connection, 4), "big")
        # None: the client has closed its side.
        if length == 0:
            break
        # Or four bytes would be enough to have us gather 4 GiB.
        if length > 65536:
            raise ValueError("the message is too long")
        message = receive(connection, length)
        text = json.loads(message.decode())["text"]
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
