"""What a program prints and how it ends is the same with and without the tracer."""

import unittest

from fake_lab import FakeLab, plainly

# A listener, a connection to it and what was accepted, on loopback.
PAIR = """
import errno, os, socket, sys, threading, time
l = socket.socket()
l.bind(("127.0.0.1", 0))
l.listen(5)
c = socket.create_connection(l.getsockname())
a, peer = l.accept()
"""

PROGRAMS = {
    "a conversation": PAIR
    + """
print(peer == c.getsockname(), type(a), isinstance(a, socket.socket), a.family, a.type)
c.sendall("你好".encode()); print(a.recv(4)); print(a.recv(1024))
buffer = bytearray(8); a.send(b"abc"); print(c.recv_into(buffer), buffer)
a.send(b"defgh"); print(c.recv_into(buffer, 2), c.recv(1, socket.MSG_PEEK), c.recv(1024))
c.shutdown(socket.SHUT_WR); print(a.recv(1)); a.close(); print(c.recv(1)); c.close()
print(a.fileno(), c.fileno(), a)
""",
    "files of a socket": PAIR
    + """
with a.makefile("w") as out, c.makefile("r") as lines:
    out.write("one\\ntwo\\n"); out.flush(); print(lines.readline(), end="")
    a.close(); c.close(); print(lines.readline(), end=""); print(a.fileno() > 0)
print(a.fileno(), c.fileno())
""",
    "errors": PAIR
    + """
def attempt(act, *args):
    try: print(act(*args))
    except Exception as error: print(type(error).__name__, error, getattr(error, "errno", None))
closed = socket.socket(); closed.close()
for act, *args in [
    (socket.socket().connect, ("127.0.0.1", 1)), (socket.socket().connect_ex, ("127.0.0.1", 1)),
    (socket.socket().connect, "nowhere"), (socket.socket().connect, ("no such name.", 1)), (socket.socket().bind, ("127.0.0.1", 70000)),
    (socket.socket().recv, 1), (socket.socket().recv, -1), (socket.socket().recv, "x"), (l.recv, 1), (l.send, b"x"), (c.send, "text"),
    (socket.socket().accept,), (socket.socket(socket.AF_INET, socket.SOCK_DGRAM).accept,), (c.accept,),
    (l.bind, ("127.0.0.1", 1)), (c.connect, ("127.0.0.1", 1)), (closed.recv, 1), (closed.send, b"x"), (closed.accept,), (closed.listen,),
    (socket.socket().getpeername,), (socket.socket().shutdown, socket.SHUT_WR), (c.setsockopt, 1, 99999, 1), (socket.socket, 77, 1),
    (closed.close,), (c.settimeout, -1), (c.sendto, b"x", ("127.0.0.1", 70000)), (socket.socket(socket.AF_UNIX).connect, "/no/such/file"),
]: attempt(act, *args)
""",
    "a reset": PAIR
    + """
c.sendall(b"unread"); a.recv(1); a.close()
try: print(c.recv(1))
except ConnectionResetError as error: print(error)
try: c.send(b"x"); c.send(b"y")
except BrokenPipeError as error: print(error)
""",
    "looking at all that comes": PAIR
    + """
a.send(b"one")
threading.Timer(0.1, a.send, [b"two"]).start()
both = socket.MSG_PEEK | socket.MSG_WAITALL
print(c.recv(6, both)); buffer = bytearray(4); print(c.recv_into(buffer, 0, both), buffer, c.recv(9))
threading.Timer(0.1, a.close).start(); a.send(b"last"); print(c.recv(9, both), c.recv(9), c.recv(9, both))
""",
    "timeouts": PAIR
    + """
for act in (lambda: c.recv(1), l.accept, lambda: c.recvfrom(1), lambda: c.recv_into(bytearray(1)), lambda: c.sendall(bytes(1 << 23))):
    c.settimeout(0.05); l.settimeout(0.05)
    try: act()
    except socket.timeout as error: print(type(error).__name__, repr(error), error.errno)
    print(c.gettimeout())
a.sendall(b"x"); print(c.recv(9))
""",
    "the kernel's own timeouts": PAIR
    + """
import struct
short = struct.pack("ll", 0, 50_000)
def attempt(act, *args):
    try: print(act(*args))
    except OSError as error: print(type(error).__name__, error, error.errno)
for s in (c, l): s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, short)
attempt(c.recv, 1); attempt(l.accept); attempt(c.recvfrom, 1); attempt(c.recv_into, bytearray(1)); attempt(c.recv, 9, socket.MSG_WAITALL)
a.send(b"some"); attempt(c.recv, 9, socket.MSG_WAITALL | socket.MSG_PEEK); attempt(c.recv, 9, socket.MSG_WAITALL)
a.send(b"more"); attempt(c.recv_into, bytearray(9), 9, socket.MSG_WAITALL); print(c.gettimeout(), c.getblocking())
c.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, short); sent = c.send(bytes(1 << 24)); print(0 < sent < 1 << 24)
try:
    while c.send(b"x" * (1 << 20)): pass
except OSError as error: print(type(error).__name__, error)
q = socket.socket(); q.bind(("127.0.0.1", 0)); q.listen(0)
full = [socket.socket() for _ in range(4)]
def last(connect):
    for s in full:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, short)
        try: answered = connect(s)
        except OSError as error: return type(error).__name__, error.errno
        if answered: return answered
    return None
print(last(lambda s: s.connect(q.getsockname()))); full = [socket.socket()]; print(last(lambda s: s.connect_ex(q.getsockname())))
""",
    "without blocking": PAIR
    + """
for s in (a, c, l): s.setblocking(False)
def attempt(act, *args):
    try: print(act(*args))
    except OSError as error: print(type(error).__name__, error)
attempt(c.recv, 1); attempt(l.accept); attempt(c.recvfrom, 1); attempt(c.sendall, bytes(1 << 24))
print(a.recv(1)); print(c.getblocking(), c.gettimeout())
n = socket.socket(); n.setblocking(False); print(n.connect_ex(l.getsockname()) in (0, errno.EINPROGRESS))
""",
    "a blocking send takes all": PAIR
    + """
taken = []
t = threading.Thread(target=lambda: taken.append(c.send(bytes(1 << 23)))); t.start()
got = 0
while got < 1 << 23: got += len(a.recv(1 << 16))
t.join(); print(taken, got)
t = threading.Thread(target=c.sendall, args=(bytes(1 << 23),)); t.start()
got = 0
while got < 1 << 23: got += len(a.recv(1 << 16))
t.join(); print(got)
""",
    "flags": PAIR
    + """
def attempt(act, *args):
    try: print(act(*args))
    except OSError as error: print(type(error).__name__, error)
attempt(c.recv, 1, socket.MSG_DONTWAIT); attempt(c.recvfrom, 1, socket.MSG_DONTWAIT)
attempt(c.recv_into, bytearray(1), 1, socket.MSG_DONTWAIT); attempt(c.recv, 1, socket.MSG_OOB)
def send_slowly(): a.send(b"ab"); time.sleep(0.05); a.send(b"cd"); time.sleep(0.05); a.send(b"ef")
def slowly(): t = threading.Thread(target=send_slowly); t.start(); return t
t = slowly(); print(c.recv(6, socket.MSG_WAITALL)); t.join()
buffer = bytearray(8); t = slowly(); print(c.recv_into(buffer, 6, socket.MSG_WAITALL), buffer); t.join()
c.settimeout(1); a.send(b"ab"); print(c.recv(6, socket.MSG_WAITALL)); a.send(b"cd"); print(c.recv(9)); c.settimeout(None)
a.send(b"last"); a.shutdown(socket.SHUT_WR); print(c.recv(9, socket.MSG_WAITALL))
def fill():
    while True: c.send(bytes(1 << 20), socket.MSG_DONTWAIT)
print(0 < c.send(bytes(1 << 24), socket.MSG_DONTWAIT) < 1 << 24); attempt(fill)
c.settimeout(0.05); attempt(fill)
""",
    "a reset in the middle of a blocking send": PAIR
    + """
def reset(): time.sleep(0.05); a.recv(10); a.close()
t = threading.Thread(target=reset); t.start()
print(0 < c.send(bytes(1 << 24)) < 1 << 24); t.join()
try: c.send(b"x")
except ConnectionError: print("lost")
""",
    "a reset while all is waited for": PAIR
    + """
c.send(b"unread")
def reset(): a.send(b"ab"); time.sleep(0.05); a.close()
t = threading.Thread(target=reset); t.start(); print(c.recv(4, socket.MSG_WAITALL)); t.join()
try: c.recv(4)
except OSError as error: print(type(error).__name__)
""",
    "datagrams": """
import socket
a = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); a.bind(("127.0.0.1", 0))
b = socket.socket(type=socket.SOCK_DGRAM)
print(b.sendto(b"hello", a.getsockname())); data, peer = a.recvfrom(3); print(data, peer == b.getsockname())
b.sendto(b"", 0, a.getsockname()); print(a.recvfrom(9)[0])
b.connect(a.getsockname()); b.send(b"x"); buffer = bytearray(4); print(a.recvfrom_into(buffer)[0], buffer)
a.close()
try: b.send(b"y"); print(b.recv(1))
except ConnectionRefusedError as error: print(error)
""",
    "AF_UNIX": """
import os, socket, tempfile
with tempfile.TemporaryDirectory() as directory:
    path = os.path.join(directory, "s")
    l = socket.socket(socket.AF_UNIX); l.bind(path); l.listen(0)
    c = socket.socket(socket.AF_UNIX); c.connect(path); a, peer = l.accept(); print(repr(peer))
    c.sendall(b"x"); print(a.recv(9)); print(l.getsockname() == path, c.getpeername() == path)
    x, y = socket.socketpair(); x.send(b"pair"); print(y.recv(9))
""",
    "several threads, each in a call of its own": PAIR
    + """
def serve():
    while True:
        s, _ = l.accept()
        threading.Thread(target=echo, args=(s,), daemon=True).start()
def echo(s):
    with s:
        while True:
            data = s.recv(1024)
            if not data: return
            s.sendall(data.upper())
threading.Thread(target=serve, daemon=True).start()
answers = []
def ask(n):
    with socket.create_connection(l.getsockname()) as s:
        for round in range(5):
            s.sendall(b"client %d" % n); answers.append((n, s.recv(99)))
threads = [threading.Thread(target=ask, args=(n,)) for n in range(6)]
for t in threads: t.start()
for t in threads: t.join()
print(sorted(answers))
""",
    "a forked child": PAIR
    + """
child = os.fork()
if child == 0:
    a.sendall(b"from the child: " + a.recv(99)); print("child", flush=True); os._exit(7)
c.sendall(b"hello"); print(c.recv(99)); print(os.waitpid(child, 0)[1] >> 8)
""",
    "what it asks its terminal": """
name = input("name? "); print("hello", name)
try: input()
except EOFError as error: print(repr(error))
""",
    "sockets that nobody keeps": """
import gc, socket
def forget(): s = socket.socket(); s.bind(("127.0.0.1", 0)); return s.getsockname()
address = forget(); s = socket.socket(); s.bind(address); print(s.getsockname() == address)
cycle = [socket.socket()]; cycle.append(cycle); del cycle; print(gc.collect() > 0)
""",
    "an exit": "import sys; print('out'); sys.exit(3)",
    "an exit with words": "import sys; sys.exit('not like this')",
    "an exit from within a function at exit": "import atexit; atexit.register(print, 'last')",
    "a subclass": PAIR
    + """
class Mine(socket.socket):
    def recv(self, size): return super().recv(size).upper()
mine = Mine(fileno=c.detach()); a.send(b"x"); print(mine.recv(9), c.fileno(), type(mine).__name__)
""",
}


class SameAsCPython(unittest.TestCase):
    maxDiff = None

    def test_programs(self):
        for name, text in PROGRAMS.items():
            with self.subTest(name):
                lab = FakeLab(text, stdin="you\n")
                self.assertEqual((lab.output, lab.exit_code), plainly(text, stdin="you\n"))


if __name__ == "__main__":
    unittest.main()
