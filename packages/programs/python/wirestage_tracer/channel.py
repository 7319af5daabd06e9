"""Lines between a traced program and its lab.

Every message of the program is an object in JSON with a number; every answer is that number and one word. Answers come
in any order, so that several threads can wait at the same time, and each gets its own.
"""

import itertools
from os import _exit, set_inheritable

import _socket
from _json import encode_basestring_ascii as quoted  # The whole json package would cost 8 ms at each start.
from _queue import SimpleQueue
from _thread import allocate_lock

# What stands in a thread's queue instead of an answer: it has to read for all that wait.
READ = object()
# Whole numbers beyond it are no longer exact in JavaScript.
LARGEST_INTEGER = 2**53 - 1


def encode(value):
    """JSON of None, truth values, numbers, text, dictionaries and sequences."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, int):
        return int.__repr__(value) if abs(value) <= LARGEST_INTEGER else quoted(int.__repr__(value))
    if isinstance(value, float):
        return repr(value) if abs(value) <= LARGEST_INTEGER else quoted(repr(value))
    if isinstance(value, dict):
        return "{%s}" % ",".join(f"{quoted(name)}:{encode(each)}" for name, each in value.items())
    return "[%s]" % ",".join(map(encode, value))


class Channel:
    """The program's end of the stream to its lab."""

    def __init__(self, fd):
        set_inheritable(fd, False)
        self._socket = _socket.socket(fileno=fd)
        self._unread = b""
        self._numbers = itertools.count(1)
        self._writing = allocate_lock()
        self._lock = allocate_lock()
        self._waiting = {}
        self._has_reader = False

    def close(self):
        self._socket.close()

    def next_number(self):
        return next(self._numbers)

    def say(self, number, what, **facts):
        """Sends a message that wants no answer."""
        line = encode({"number": number, "say": what, **facts}) + "\n"
        with self._writing:
            self._socket.sendall(line.encode())

    def ask(self, number, what, **facts):
        """Sends a message and waits for the word that answers it."""
        mine = SimpleQueue()
        with self._lock:
            self._waiting[number] = mine
            if not self._has_reader:
                self._has_reader = True
                mine.put(READ)
        reads = False
        try:
            self.say(number, what, **facts)
            answer = mine.get()
            reads = answer is READ
            return self._read_until(number) if reads else answer
        finally:
            self._leave(number, reads)

    def read_line(self):
        while b"\n" not in self._unread:
            self._receive()
        line, _, self._unread = self._unread.partition(b"\n")
        return line.decode()

    def read_text(self, length):
        """The next so many bytes, as text."""
        while len(self._unread) < length:
            self._receive()
        text, self._unread = self._unread[:length], self._unread[length:]
        return text.decode()

    def _receive(self):
        received = self._socket.recv(65536)
        if not received:
            _exit(1)  # The lab is gone, and its programs with it.
        self._unread += received

    def _read_until(self, number):
        """Reads for all that wait, until there is an answer to this one."""
        while True:
            answered, _, word = self.read_line().partition(" ")
            if int(answered) == number:
                return word
            # A call that a signal has interrupted waits no longer.
            queue = self._waiting.get(int(answered))
            if queue:
                queue.put(word)

    def _leave(self, number, reads):
        """Waits no longer, and lets another read if this one did or was about to."""
        with self._lock:
            mine = self._waiting.pop(number)
            while not mine.empty():
                reads = mine.get() is READ or reads
            if not reads:
                return
            for other in self._waiting.values():
                other.put(READ)
                return
            self._has_reader = False
