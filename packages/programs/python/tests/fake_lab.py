"""A lab that lets every call be made at once, and keeps what it was told."""

import contextlib
import json
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

TRACER = Path(__file__).parents[1]
START = "import sys; sys.path.insert(0, sys.argv[1]); from wirestage_tracer.program import run; run(3, 'program.py')"
PATIENCE_S = 20
RETRY_S = 0.002


def plainly(text, stdin=""):
    """Output and exit code of the program without a tracer."""
    command = [sys.executable, "-S", "-E", "-B", "-c", text]
    ended = subprocess.run(command, input=stdin, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
    return ended.stdout, ended.returncode


class FakeLab:
    """Runs one program under the tracer until it ends."""

    def __init__(self, text, stdin="", disturb=None):
        """`disturb` is called with the process and with what it has told so far, while it runs."""
        self.told = []
        self._text = text
        self._deadlines = {}
        self._mine, theirs = socket.socketpair()
        self._process = self._start(theirs)
        answering = threading.Thread(target=self._answer_all)
        answering.start()
        giving_up = threading.Timer(PATIENCE_S, self._process.kill)
        giving_up.start()
        if disturb:
            disturb(self._process, self.told)
        self.output, _ = self._process.communicate(stdin)
        giving_up.cancel()
        answering.join()
        self._mine.close()
        self.exit_code = self._process.returncode

    def said(self, what):
        """All messages of one kind."""
        return [each for each in self.told if each["say"] == what]

    def calls(self):
        """Of each call its name, whether it had to wait, and its value or what it failed with."""
        ends = {each["number"]: each for each in self.told if each["say"] in ("returned", "raised", "late")}
        waited = {each["number"] for each in self.said("blocked")}
        return [(each["name"], each["number"] in waited, outcome(ends[each["number"]])) for each in self.said("enter")]

    def _start(self, channel):
        with channel:
            place = f"exec 3<&{channel.fileno()}; exec \"$@\""
            command = ["sh", "-c", place, "sh", sys.executable, "-S", "-E", "-B", "-c", START, str(TRACER)]
            return subprocess.Popen(
                command,
                pass_fds=[channel.fileno()],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
            )

    def _answer_all(self):
        # A program that ends with an answer unread resets the stream.
        with contextlib.suppress(ConnectionResetError), self._mine.makefile("r", encoding="utf-8") as lines:
            for line in lines:
                self._answer(json.loads(line))

    def _answer(self, message):
        number, what = message["number"], message["say"]
        if what != "blocked" or message not in self.told:
            self.told.append(message)
        if what == "hello":
            text = self._text.encode()
            self._send(b"%d %d\n%s" % (number, len(text), text))
        elif what == "enter":
            patience = message["timeout"] or message["patience"]
            word = "timeout" if message["timeout"] else "late"
            self._deadlines[number] = patience and (time.monotonic() + patience, word)
            self._say(number, "try")
        elif what == "blocked":
            threading.Timer(RETRY_S, self._try_again, [number]).start()
        elif what not in ("returned", "raised"):
            self._say(number, "go")

    def _try_again(self, number):
        deadline, word = self._deadlines[number] or (None, None)
        if deadline and time.monotonic() > deadline:
            if word == "timeout":
                self.told.append({"number": number, "say": "late"})
            self._say(number, word)
        else:
            self._say(number, "try")

    def _say(self, number, word):
        self._send(f"{number} {word}\n".encode())

    def _send(self, data):
        with contextlib.suppress(OSError):
            self._mine.sendall(data)


def outcome(end):
    if end["say"] == "returned":
        return end["value"]
    return end.get("error") or end.get("errno", "timeout")
