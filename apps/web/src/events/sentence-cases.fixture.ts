import type { Cause, EventFacts, EventKind, SocketTimer, TcpState } from "@wirestage/trace";
import { handshakeFacts } from "../inspector/handshake.fixture.ts";
import { COMMAND_CASES } from "./command-sentence-cases.fixture.ts";
import {
  COMMAND,
  CONNECT,
  CONSOLE,
  GIVEN_UP,
  KERNEL,
  LOSE_SYN_ACK,
  PROGRAM,
  SOCKET,
} from "./sentence-log.fixture.ts";
import { WIRE_CASES } from "./wire-sentence-cases.fixture.ts";

export type Case = readonly [facts: EventFacts, english: string, chinese: string];

export function frameSent(cause: Cause, frame = 2, host = "server"): EventFacts {
  return { kind: "frame.sent", frame, host, bytes: "", length: 54, due: null, cause };
}

function stays(state: TcpState, receive: number, send: number, timer: SocketTimer | null = null): EventFacts {
  const queues = { receive, send };
  return { ...SOCKET, kind: "socket.changed", before: state, state, fd: null, queues, timer, cause: KERNEL };
}

/** One entry for every kind there is: the compiler asks for more when the trace learns more. */
export const CASES: { readonly [K in EventKind]: readonly Case[] } = {
  "lab.opened": [
    [
      handshakeFacts()[0] ?? PROGRAM,
      "The lab opened on Linux 6.18.5, with client at 192.0.2.1 and server at 192.0.2.2.",
      "实验开始，运行在 Linux 6.18.5 上：客户端 192.0.2.1，服务器 192.0.2.2。",
    ],
  ],
  "frame.sent": [
    [
      frameSent({ by: "frame", frame: 1 }),
      "The server sent SYN-ACK (frame 2), because frame 1 (SYN) arrived.",
      "服务器发出 SYN-ACK（第 2 帧），因为第 1 帧（SYN）到达。",
    ],
    [
      frameSent({ by: "call", call: 1 }),
      "The server sent SYN-ACK (frame 2), because of connect() (call 1).",
      "服务器发出 SYN-ACK（第 2 帧），因为程序调用了 connect()（调用 1）。",
    ],
    [
      frameSent({ by: "timer", timer: "retransmit", socket: 1 }),
      "The server sent SYN-ACK (frame 2), because the retransmission timer ran out.",
      "服务器发出 SYN-ACK（第 2 帧），因为重传定时器到期。",
    ],
    [
      frameSent({ by: "timer", timer: "delayed-ack", socket: 1 }, 5),
      "The server sent ACK (frame 5), because it had put off the acknowledgment and that time was over (delayed ACK).",
      "服务器发出 ACK（第 5 帧），因为它推迟了确认，此时延迟确认定时器到期。",
    ],
    [
      frameSent({ by: "timer", timer: "pacing", socket: 1 }),
      "The server sent SYN-ACK (frame 2), because a timer of the kernel ran out (pacing).",
      "服务器发出 SYN-ACK（第 2 帧），因为内核的一个定时器到期（pacing）。",
    ],
    [
      frameSent({ by: "exit", program: 1 }),
      "The server sent SYN-ACK (frame 2), because the client program ended and the kernel closed what it had left open.",
      "服务器发出 SYN-ACK（第 2 帧），因为客户端程序已结束，内核关闭了它留下的套接字。",
    ],
    [
      frameSent(KERNEL, 4, "client"),
      "The client sent 5 bytes of data (frame 4). What caused it was not seen.",
      "客户端发出 5 字节数据（第 4 帧）。没有观察到起因。",
    ],
  ],
  "frame.delivered": [
    [
      { kind: "frame.delivered", frame: 1, host: "server" },
      "The server received frame 1 (SYN).",
      "服务器收到第 1 帧（SYN）。",
    ],
  ],
  ...WIRE_CASES,
  "call.entered": [
    [
      CONNECT,
      "The client program called connect(('192.0.2.2', 8888)) in line 12 (call 1).",
      "客户端程序在第 12 行调用了 connect(('192.0.2.2', 8888))（调用 1）。",
    ],
  ],
  "call.blocked": [
    [
      { kind: "call.blocked", call: 1 },
      "connect() (call 1) cannot finish yet: the client program waits inside it.",
      "connect()（调用 1）暂时无法完成：客户端程序在其中等待。",
    ],
  ],
  "call.returned": [
    [
      { kind: "call.returned", call: 1, outcome: { ok: true, value: null } },
      "connect() (call 1) returned.",
      "connect()（调用 1）返回。",
    ],
    [
      { kind: "call.returned", call: 1, outcome: { ok: true, value: 5 } },
      "connect() (call 1) returned 5.",
      "connect()（调用 1）返回 5。",
    ],
    [
      { kind: "call.returned", call: 1, outcome: { ok: false, errno: 111, code: "ECONNREFUSED" } },
      "connect() (call 1) failed with ECONNREFUSED.",
      "connect()（调用 1）失败：ECONNREFUSED。",
    ],
  ],
  "socket.opened": [
    [
      { ...SOCKET, kind: "socket.opened", state: "CLOSE", cause: { by: "call", call: 1 } },
      "The client made socket 1, in CLOSE, because of connect() (call 1).",
      "客户端建立了套接字 1，状态为 CLOSE，因为程序调用了 connect()（调用 1）。",
    ],
    [
      {
        ...SOCKET,
        kind: "socket.opened",
        host: "server",
        state: "SYN_RECV",
        cause: { by: "frame", frame: 1 },
      },
      "The server now keeps a connection request, socket 1, in SYN_RECV, because frame 1 (SYN) arrived.",
      "服务器记下了一个连接请求（套接字 1），状态为 SYN_RECV，因为第 1 帧（SYN）到达。",
    ],
  ],
  "socket.changed": [
    [
      {
        ...SOCKET,
        kind: "socket.changed",
        before: "SYN_SENT",
        state: "ESTABLISHED",
        cause: { by: "frame", frame: 2 },
      },
      "Socket 1 of the client went from SYN_SENT to ESTABLISHED, because frame 2 (SYN-ACK) arrived.",
      "客户端的套接字 1 从 SYN_SENT 变为 ESTABLISHED，因为第 2 帧（SYN-ACK）到达。",
    ],
    [
      {
        ...SOCKET,
        kind: "socket.changed",
        before: "ESTABLISHED",
        state: "ESTABLISHED",
        timer: { kind: "retransmit", remainingMs: 204, retries: 0 },
        cause: { by: "call", call: 1 },
      },
      "Socket 1 of the client stays in ESTABLISHED: 0 B to be read, 5 B not yet acknowledged, retransmission in 204 ms, because of connect() (call 1).",
      "客户端的套接字 1 仍为 ESTABLISHED：0 B 待读取，5 B 尚未确认，204 ms 后重传，因为程序调用了 connect()（调用 1）。",
    ],
    [
      {
        ...SOCKET,
        kind: "socket.changed",
        before: "ESTABLISHED",
        state: "ESTABLISHED",
        timer: { kind: "retransmit", remainingMs: 408, retries: 1 },
        cause: { by: "timer", timer: "retransmit", socket: 1 },
      },
      "The retransmission timer ran out. Socket 1 of the client stays in ESTABLISHED: 0 B to be read, 5 B not yet acknowledged, retransmission in 408 ms.",
      "重传定时器到期。客户端的套接字 1 仍为 ESTABLISHED：0 B 待读取，5 B 尚未确认，408 ms 后重传。",
    ],
    [
      stays("SYN_RECV", 0, 0, { kind: "retransmit", remainingMs: 1_000, retries: 0 }),
      "Socket 1 of the client stays in SYN_RECV: 0 B to be read, the SYN-ACK not yet acknowledged, retransmission in 1 s. What caused it was not seen.",
      "客户端的套接字 1 仍为 SYN_RECV：0 B 待读取，SYN-ACK 尚未确认，1 s 后重传。没有观察到起因。",
    ],
    [
      stays("FIN_WAIT2", 0, 0, { kind: "time-wait", remainingMs: 60_000, retries: 0 }),
      "Socket 1 of the client stays in FIN_WAIT2: 0 B to be read, 0 B not yet acknowledged, given up in 1 min 00 s unless a FIN arrives (tcp_fin_timeout). What caused it was not seen.",
      "客户端的套接字 1 仍为 FIN_WAIT2：0 B 待读取，0 B 尚未确认，1 min 00 s 后若仍未收到 FIN，就放弃（tcp_fin_timeout）。没有观察到起因。",
    ],
    [
      stays("LAST_ACK", 1, 1),
      "Socket 1 of the client stays in LAST_ACK: 1 to be read (the FIN counts as 1), 1 not yet acknowledged (the FIN counts as 1). What caused it was not seen.",
      "客户端的套接字 1 仍为 LAST_ACK：1 待读取（FIN 占 1），1 尚未确认（FIN 占 1）。没有观察到起因。",
    ],
    [
      { ...SOCKET, kind: "socket.changed", before: "LISTEN", state: "LISTEN", cause: KERNEL },
      "Socket 1 of the client stays in LISTEN: finished handshakes waiting for accept(): 0 (backlog 5). What caused it was not seen.",
      "客户端的套接字 1 仍为 LISTEN：0 个已完成握手的连接在等待 accept()（backlog 为 5）。没有观察到起因。",
    ],
  ],
  "socket.closed": [
    [
      GIVEN_UP,
      "The client forgot socket 7, which was in FIN_WAIT2, because no FIN came within tcp_fin_timeout.",
      "客户端已不再保留套接字 7（此前状态为 FIN_WAIT2），因为在 tcp_fin_timeout 内没有等到 FIN。",
    ],
    [
      {
        kind: "socket.closed",
        socket: 1,
        host: "client",
        before: "TIME_WAIT",
        cause: { by: "timer", timer: "time-wait", socket: 1 },
        sampling: "exact",
      },
      "The client forgot socket 1, which was in TIME_WAIT, because the time in TIME_WAIT was over.",
      "客户端已不再保留套接字 1（此前状态为 TIME_WAIT），因为 TIME_WAIT 的等待时间已满。",
    ],
  ],
  "program.started": [
    [
      PROGRAM,
      "The client program tcp-echo (TypeScript) started on the client.",
      "客户端程序 tcp-echo（TypeScript）在客户端上启动。",
    ],
    [CONSOLE, "The client console was opened.", "打开了客户端控制台。"],
    [
      COMMAND,
      "The command “python3 my_client.py” was started on the client from the machine's own terminal.",
      "从本机终端在客户端上启动了命令“python3 my_client.py”。",
    ],
  ],
  "program.source": [
    [
      {
        kind: "program.source",
        program: 4,
        language: "python",
        file: "my_client.py",
        text: "import socket\n",
      },
      "The command “python3 my_client.py” runs my_client.py: its lines and calls are seen from here on.",
      "命令“python3 my_client.py”运行的是 my_client.py：从此处起可以看到它的每一行和每次调用。",
    ],
  ],
  "program.asking": [
    [
      { kind: "program.asking", program: 1 },
      "The client program waits for a line from its terminal.",
      "客户端程序在等待终端输入一行。",
    ],
  ],
  "program.paused": [
    [
      { kind: "program.paused", program: 2 },
      "The client program no. 2 was paused: it rests before its next call.",
      "第 2 个客户端程序已暂停：停在下一次调用之前。",
    ],
  ],
  "program.resumed": [
    [{ kind: "program.resumed", program: 1 }, "The client program runs on.", "客户端程序继续运行。"],
  ],
  "program.statement": [
    [
      { kind: "program.statement", program: 3, call: 2, text: "s.listen(5)" },
      "“s.listen(5)” was typed into the client console (call 2).",
      "在客户端控制台中输入了“s.listen(5)”（调用 2）。",
    ],
  ],
  "program.line": [
    [
      { kind: "program.line", program: 1, line: 3 },
      "The client program came to line 3.",
      "客户端程序运行到第 3 行。",
    ],
  ],
  "program.output": [
    [
      { kind: "program.output", program: 1, stream: "stdout", text: "<HELLO> & 'you'\n" },
      "The client program printed “<HELLO> & 'you'”.",
      "客户端程序输出“<HELLO> & 'you'”。",
    ],
    [
      { kind: "program.output", program: 1, stream: "stderr", text: "ECONNREFUSED" },
      "The client program reported an error: “ECONNREFUSED”.",
      "客户端程序报告错误：“ECONNREFUSED”。",
    ],
    [
      { kind: "program.output", program: 1, stream: "terminal", text: "hel\b \bp\r\n" },
      "The terminal of the client program showed “hel␈ ␈p”.",
      "客户端程序的终端显示“hel␈ ␈p”。",
    ],
    [
      { kind: "program.output", program: 1, stream: "terminal", text: "\r\n" },
      "The terminal of the client program went to a new line.",
      "客户端程序的终端换行。",
    ],
  ],
  "program.input": [
    [
      { kind: "program.input", program: 1, text: "hello" },
      "“hello” was typed into the client program.",
      "向客户端程序输入了“hello”。",
    ],
    [
      { kind: "program.input", program: 1, text: "" },
      "An empty line was typed into the client program.",
      "向客户端程序输入了一个空行。",
    ],
  ],
  "program.ended": [
    [
      { kind: "program.ended", program: 1, exitCode: 0, signal: null, limit: null },
      "The client program ended.",
      "客户端程序结束。",
    ],
    [
      { kind: "program.ended", program: 1, exitCode: 1, signal: null, limit: null },
      "The client program ended with exit code 1.",
      "客户端程序结束，退出码为 1。",
    ],
    [
      { kind: "program.ended", program: 9, exitCode: null, signal: "SIGKILL", limit: null },
      "The program no. 9 was ended by SIGKILL.",
      "第 9 号程序被 SIGKILL 结束。",
    ],
    [
      { kind: "program.ended", program: 1, exitCode: null, signal: "SIGKILL", limit: "calls" },
      "The client program was stopped: it made more calls than a program of a lab may.",
      "客户端程序被终止：调用次数超过了实验中一个程序的上限。",
    ],
  ],
  "sysctl.changed": [
    [
      {
        kind: "sysctl.changed",
        host: "client",
        name: "net.ipv6.conf.all.disable_ipv6",
        from: "1",
        to: "0",
      },
      "On the client, net.ipv6.conf.all.disable_ipv6 was set from 1 to 0.",
      "客户端的 net.ipv6.conf.all.disable_ipv6 由 1 改为 0。",
    ],
  ],
  "rule.changed": [
    [
      { kind: "rule.changed", host: "client", rule: "hold", from: null, to: 1 },
      "The wire now holds every frame that the client sends.",
      "线路现在拦住客户端发出的每一帧。",
    ],
    [
      { kind: "rule.changed", host: "client", rule: "hold", from: 1, to: null },
      "The wire no longer holds frames that the client sends.",
      "线路不再拦住客户端发出的帧。",
    ],
    [
      { kind: "rule.changed", host: "server", rule: "delay", from: null, to: 5_000_000 },
      "Frames from the server now need 5 ms to cross the wire.",
      "服务器发出的帧现在要经过 5 ms 才能到达对方。",
    ],
    [
      { kind: "rule.changed", host: "server", rule: "delay", from: 5_000_000, to: null },
      "Frames from the server now cross the wire at once.",
      "服务器发出的帧现在立即到达对方。",
    ],
  ],
  "rule.set": [
    [
      { kind: "rule.set", rule: { ...LOSE_SYN_ACK, id: "rule-2" } },
      "The wire has a new rule: “Lose the next SYN-ACK from the server”.",
      "线路有了一条新规则：“丢弃服务器发出的接下来 1 个 SYN-ACK”。",
    ],
  ],
  "rule.removed": [
    [
      { kind: "rule.removed", id: "rule-1", why: "spent" },
      "The rule “Lose the next SYN-ACK from the server” is done.",
      "规则“丢弃服务器发出的接下来 1 个 SYN-ACK”已完成。",
    ],
    [
      { kind: "rule.removed", id: "rule-1", why: "hand" },
      "The rule “Lose the next SYN-ACK from the server” was taken away.",
      "规则“丢弃服务器发出的接下来 1 个 SYN-ACK”已移除。",
    ],
  ],
  "command.given": COMMAND_CASES,
  note: [
    [
      { kind: "note", topic: "hmac", facts: { bytes: 32, ok: true } },
      "Note on hmac: bytes = 32, ok = true.",
      "关于 hmac 的说明：bytes = 32，ok = true。",
    ],
    [
      { kind: "note", topic: "again.reached", facts: { of: "before", event: 41 } },
      "The lab has come to event 42 of the run before: everything stands still.",
      "已走到上一次的第 42 个事件：一切都停住了。",
    ],
  ],
};
