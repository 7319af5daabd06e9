"""What the lab is told of a program, call by call."""

import hmac
import signal
import time
import unittest

from fake_lab import FakeLab

LISTENER = """import os, signal, socket, sys, threading
l = socket.socket()
l.bind(("127.0.0.1", 0))
l.listen(5)
"""
PAIR = (
    LISTENER
    + """c = socket.create_connection(l.getsockname())
a, peer = l.accept()
"""
)


def told_of(text, stdin=""):
    return FakeLab(text, stdin)


def after_pair(text):
    """The calls after those of PAIR."""
    return told_of(PAIR + text).calls()[7:]


class Told(unittest.TestCase):
    def test_each_call_with_its_line_and_arguments(self):
        lab = told_of(LISTENER)
        entered = [(each["line"], each["name"], each["arguments"]) for each in lab.said("enter")]
        self.assertEqual(
            entered[:3],
            [(2, "socket", [2, 1]), (3, "bind", [{"tuple": ["127.0.0.1", 0]}]), (4, "listen", [5])],
        )

    def test_a_socket_by_descriptor_cookie_family_and_type(self):
        lab = told_of(LISTENER)
        made = lab.calls()[0][2]["socket"]
        self.assertEqual((made["family"], made["type"]), (2, 1))
        self.assertEqual([each["socket"] for each in lab.said("enter")], [None, made, made])

    def test_what_a_call_answers(self):
        calls = after_pair("c.send(b'x' * 100)\na.recv(200)\nc.settimeout(2.5)\na.getsockopt(1, 3)\n")
        shown = {"bytes": "78" * 64, "length": 100}
        self.assertEqual(
            calls, [("send", False, 100), ("recv", False, shown), ("settimeout", False, None), ("getsockopt", False, 1)]
        )

    def test_a_call_that_had_to_wait(self):
        calls = after_pair("t = threading.Timer(0.05, c.sendall, [b'x'])\nt.start()\na.recv(9)\nt.join()\n")
        self.assertIn(("recv", True, {"bytes": "78", "length": 1}), calls)

    def test_what_went_out_before_a_call_had_to_wait(self):
        # With a small buffer no reader, however fast, empties it so often that the sender never has to wait.
        text = PAIR + "c.setsockopt(1, socket.SO_SNDBUF, 4096)\nimport select\n"
        text += "t = threading.Thread(target=c.sendall, args=(bytes(1 << 23),))\nt.start()\n"
        text += "while select.select([], [c], [], 0)[1]: pass\n"
        lab = told_of(text + "n = 0\nwhile n < 1 << 23: n += len(a.recv(1 << 20))\nt.join()\n")
        progress = [each["sent"] for each in lab.said("blocked") if each["sent"] > 0]
        self.assertTrue(progress)
        self.assertEqual(progress, sorted(progress))

    def test_errno_timeout_and_the_name_of_any_other_error(self):
        calls = after_pair(
            """
for act in (lambda: socket.socket().connect(("127.0.0.1", 1)), lambda: c.bind("x"), lambda: c.recv(1), lambda: a.recv(1)):
    c.settimeout(0.01); a.setblocking(False)
    try: act()
    except Exception: pass
"""
        )
        failed = [(name, end) for name, _, end in calls if name in ("connect", "bind", "recv")]
        self.assertEqual(failed, [("connect", 111), ("bind", "TypeError"), ("recv", "timeout"), ("recv", 11)])

    def test_that_a_file_reads_and_writes_through_the_socket(self):
        calls = after_pair("f = c.makefile('w')\nf.write('x')\nf.flush()\na.makefile().read(0)\n")
        self.assertEqual([name for name, _, _ in calls][:2], ["makefile", "send"])

    def test_nothing_of_what_a_call_does_on_its_way(self):
        lab = told_of(PAIR + "print(c)\n")
        self.assertEqual([name for name, _, _ in lab.calls()[7:9]], [])

    def test_the_close_of_a_socket_that_nobody_keeps(self):
        lab = told_of("import socket\ndef forget():\n    s = socket.socket()\nforget()\n")
        self.assertEqual([(each["name"], each["line"]) for each in lab.said("enter")], [("socket", 3), ("close", 4)])

    def test_that_the_file_of_a_socket_is_removed_and_not_of_any_other(self):
        lab = told_of(
            """import os, socket, tempfile
from pathlib import Path
with tempfile.TemporaryDirectory() as directory:
    path, other = Path(directory, "s"), Path(directory, "t")
    path.unlink(missing_ok=True)
    s = socket.socket(socket.AF_UNIX)
    s.bind(str(path))
    os.unlink(path)
    other.write_text("")
    other.unlink()
    s.close()
"""
        )
        unlinked = [(name, end) for name, _, end in lab.calls() if name == "unlink"]
        self.assertEqual(unlinked, [("unlink", 2), ("unlink", None)])

    def test_random_bytes_hmac_and_comparison_of_the_program_itself(self):
        text = "import os, hmac\nn = os.urandom(3)\n"
        text += "m = hmac.digest(b'k' * 200, digest='sha256', msg=b'm')\nhmac.compare_digest(m, b'')\n"
        lab = told_of(text)
        (nonce,) = (value for name, _, value in lab.calls() if name == "os.urandom")
        self.assertEqual(nonce["length"], 3)
        mac = hmac.digest(b"k" * 200, b"m", "sha256")
        shown = {"bytes": mac.hex(), "length": 32}
        self.assertEqual(lab.calls()[1:], [("hmac.digest", False, shown), ("hmac.compare_digest", False, False)])
        digest, compare = (each["arguments"] for each in lab.said("enter")[1:])
        key = {"bytes": (b"k" * 200).hex(), "length": 200}
        self.assertEqual(digest, [key, {"bytes": b"m".hex(), "length": 1}, "sha256"])
        self.assertEqual(compare, [shown, {"bytes": "", "length": 0}])
        self.assertEqual([each["line"] for each in lab.said("enter")], [2, 3, 4])

    def test_nothing_of_what_modules_do_with_them(self):
        text = "import random, secrets, hmac\nrandom.SystemRandom().random()\nsecrets.token_bytes(4)\n"
        self.assertEqual(told_of(text + "hmac.new(b'k', b'm', 'sha256').digest()\n").calls(), [])

    def test_the_lines_of_print_and_input_and_what_was_read(self):
        lab = told_of("print(1)\nprint(2); name = input('? ')\n", stdin="you\n")
        lines = [(each["say"], each["line"]) for each in lab.told if each["say"] in ("print", "asking", "input")]
        self.assertEqual(lines, [("print", 1), ("print", 2), ("print", 2), ("asking", 2), ("input", 2)])
        self.assertEqual(lab.said("input")[0]["text"], "you")

    def test_how_it_ends(self):
        for text, end in [
            ("", (0, None, None)),
            ("raise SystemExit(4)", (4, None, None)),
            ("1 / 0", (1, None, None)),
            ("not python", (1, None, None)),
            ("import os; os._exit(6)", (6, None, None)),
            ("raise MemoryError", (1, None, "memory")),
            ("raise KeyboardInterrupt", (130, "SIGINT", None)),
        ]:
            with self.subTest(text):
                (said,) = told_of(text).said("ended")
                self.assertEqual((said["code"], said["signal"], said["limit"]), end)

    def test_that_a_process_is_about_to_be_started(self):
        for text in ("os.system('true')", "os.fork() or os._exit(0)"):
            with self.subTest(text):
                self.assertEqual(len(told_of("import os\n" + text).said("process")), 1)

    def test_nothing_of_a_forked_child(self):
        lab = told_of("import os, socket\nif os.fork() == 0:\n    socket.socket()\n    print(1)\nelse: os.wait()\n")
        self.assertEqual((lab.said("enter"), lab.said("print"), lab.output), ([], [], "1\n"))

    def test_a_call_that_a_signal_interrupts(self):
        text = "threading.Timer(0.1, os.kill, [os.getpid(), signal.SIGINT]).start()\n"
        lab = told_of(LISTENER + text + "try: l.accept()\nexcept KeyboardInterrupt: print('interrupted')\nl.close()\n")
        self.assertEqual(lab.output, "interrupted\n")
        self.assertEqual(lab.calls()[3:], [("accept", True, 4), ("close", False, None)])

    def test_a_call_that_the_handler_of_a_signal_ends(self):
        text = """def ring(*_): raise ValueError("rung")
signal.signal(signal.SIGALRM, ring); signal.setitimer(signal.ITIMER_REAL, 0.05)
try: l.accept()
except ValueError as error: print(error)
l.close()
"""
        lab = told_of(LISTENER + text)
        self.assertEqual(lab.output, "rung\n")
        self.assertEqual(lab.calls()[3:], [("accept", True, 4), ("close", False, None)])

    def test_every_call_whenever_signals_come(self):
        text = """
count, inside = 0, False
def interrupted(*_):
    global count, inside
    count += 1
    if inside:
        inside = False
        raise KeyboardInterrupt
signal.signal(signal.SIGINT, interrupted)
print("ready", flush=True)
for round in range(300):
    try:
        inside = True
        print(round)
        l.getsockname()
        a.settimeout(0.001)
        a.recv(1)
    except (KeyboardInterrupt, socket.timeout): inside = False
signal.signal(signal.SIGINT, signal.SIG_IGN)
print("done", count > 0)
"""

        def disturb(process, told):
            process.stdout.readline()
            while not any(each["say"] == "ended" for each in told):
                process.send_signal(signal.SIGINT)
                time.sleep(0.002)

        lab = FakeLab(PAIR + text, disturb=disturb)
        self.assertEqual(lab.output.splitlines()[-1], "done True")
        self.assertEqual(lab.exit_code, 0)

    def test_an_error_without_the_frames_of_the_tracer(self):
        lab = told_of("import socket\ndef go():\n    socket.socket().connect(('127.0.0.1', 1))\ngo()\n")
        self.assertIn('File "program.py", line 3, in go', lab.output)
        self.assertIn("socket.socket().connect(('127.0.0.1', 1))", lab.output)
        self.assertNotIn("wirestage_tracer", lab.output)

    def test_an_interrupted_call_by_its_own_traceback_alone(self):
        interrupt = "threading.Timer(0.1, os.kill, [os.getpid(), signal.SIGINT]).start()\n"
        # `accept` of CPython is a function of the library: only of `recv` the traceback has one frame.
        lab = told_of(PAIR + interrupt + "a.recv(1)\n")
        frame = '  File "program.py", line 8, in <module>\n    a.recv(1)\n'
        output = "\n".join(each for each in lab.output.split("\n") if not set(each) <= set(" ^~") or not each)
        self.assertEqual(output, f"Traceback (most recent call last):\n{frame}KeyboardInterrupt\n")


if __name__ == "__main__":
    unittest.main()
