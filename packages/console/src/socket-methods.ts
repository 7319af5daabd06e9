import { type ConsoleMethod, method, parameter } from "./method.ts";

const STREAM = ["SOCK_STREAM"] as const;

const ADDRESS = parameter(
  "address",
  "address",
  {},
  "host and port, or a path on AF_UNIX",
  "主机和端口；AF_UNIX 则是路径",
);
const DATA = parameter("bytes", "bytes", { usual: 'b"hello"' }, "the bytes to send", "要发送的字节");
const BUFSIZE = parameter("bufsize", "size", { usual: "1024" }, "at most so many bytes", "最多读取多少字节");
const FLAGS = parameter(
  "flags",
  "flags",
  { optional: true, absent: "0" },
  "flags, joined by |",
  "标志，用 | 连接",
);
const LEVEL = parameter("level", "level", { usual: "SOL_SOCKET" }, "whose option it is", "选项属于哪一层");
const OPTION = parameter("optname", "option", { usual: "SO_REUSEADDR" }, "which option", "哪个选项");

const MAKING = [
  method(
    "socket",
    "socket(2)",
    {
      of: "module",
      answers: "socket",
      parameters: [
        parameter(
          "family",
          "family",
          { optional: true, absent: "AF_INET", usual: "AF_INET" },
          "kind of address",
          "地址族",
        ),
        parameter(
          "type",
          "type",
          { optional: true, absent: "SOCK_STREAM", usual: "SOCK_STREAM" },
          "stream or datagrams",
          "字节流还是数据报",
        ),
      ],
    },
    "Makes a socket; nothing is sent yet.",
    "创建一个套接字；此时线路上没有动静。",
  ),
  method(
    "bind",
    "bind(2)",
    { parameters: [ADDRESS] },
    "Gives the socket an address of this host.",
    "给套接字绑定本机的一个地址。",
  ),
  method(
    "listen",
    "listen(2)",
    {
      parameters: [
        parameter(
          "backlog",
          "backlog",
          { optional: true, absent: "128", usual: "5" },
          "connections that may wait for accept(); Linux lets backlog + 1 wait",
          "排队等 accept() 的连接数上限；Linux 实际允许 backlog + 1 个",
        ),
      ],
      types: STREAM,
    },
    "Lets others connect; the kernel shakes hands from now on.",
    "开始监听；此后三次握手由内核完成。",
  ),
  method(
    "accept",
    "accept(2)",
    { answers: "connection", types: STREAM },
    "Takes a finished connection out of the queue; waits for one.",
    "从队列取出一个已建立的连接；没有就等待。",
  ),
  method(
    "connect",
    "connect(2)",
    { parameters: [ADDRESS] },
    "TCP: shakes hands with the address. UDP: only remembers it.",
    "TCP：与该地址握手；UDP：只记住这个地址。",
  ),
  method(
    "connect_ex",
    "connect(2)",
    { parameters: [ADDRESS], answers: "errno" },
    "Like connect, but answers the errno instead of failing.",
    "同 connect，但失败时返回 errno，不抛异常。",
  ),
];

const TALKING = [
  method(
    "send",
    "send(2)",
    { parameters: [DATA, FLAGS], answers: "number" },
    "Gives bytes to the kernel; answers how many it took.",
    "把字节交给内核；返回它收下了多少。",
  ),
  method(
    "sendall",
    "send(2)",
    { parameters: [DATA] },
    "Sends until the kernel has taken all bytes.",
    "一直发送，直到内核收下全部字节。",
  ),
  method(
    "sendto",
    "sendto(2)",
    { parameters: [DATA, ADDRESS], answers: "number", types: ["SOCK_DGRAM"] },
    "Sends one datagram to an address.",
    "向某个地址发送一个数据报。",
  ),
  method(
    "recv",
    "recv(2)",
    { parameters: [BUFSIZE, FLAGS], answers: "bytes" },
    "Reads what has arrived; waits for something.",
    "读取已到达的数据；没有就等待。",
  ),
  method(
    "recvfrom",
    "recvfrom(2)",
    { parameters: [BUFSIZE, FLAGS], answers: "datagram" },
    "Reads one datagram, and tells who sent it.",
    "读取一个数据报，并告诉你是谁发的。",
  ),
];

const ENDING = [
  method(
    "shutdown",
    "shutdown(2)",
    { parameters: [parameter("how", "how", { usual: "SHUT_WR" }, "which direction ends", "结束哪个方向")] },
    "Ends one or both directions; the socket stays.",
    "关闭一个或两个方向；套接字仍在。",
  ),
  method(
    "close",
    "close(2)",
    {},
    "Gives the socket back; the kernel says good-bye for it.",
    "归还套接字；剩下的告别由内核完成。",
  ),
];

const ASKING = [
  method(
    "getsockname",
    "getsockname(2)",
    { answers: "address" },
    "The socket's own address.",
    "套接字自己的地址。",
  ),
  method(
    "getpeername",
    "getpeername(2)",
    { answers: "address" },
    "The address at the other end.",
    "另一端的地址。",
  ),
  method(
    "fileno",
    "fileno(3)",
    { answers: "number" },
    "The number of its file descriptor.",
    "文件描述符的编号。",
  ),
  method(
    "setsockopt",
    "setsockopt(2)",
    {
      parameters: [
        LEVEL,
        OPTION,
        parameter(
          "value",
          "value",
          { usual: "1" },
          "a number, or (on, seconds) for SO_LINGER",
          "一个数；SO_LINGER 则是 (开关, 秒数)",
        ),
      ],
    },
    "Sets an option of the socket.",
    "设置套接字的一个选项。",
  ),
  method(
    "getsockopt",
    "getsockopt(2)",
    { parameters: [LEVEL, OPTION], answers: "option" },
    "Asks for an option of the socket.",
    "查询套接字的一个选项。",
  ),
  method(
    "settimeout",
    "socket(7)",
    {
      parameters: [
        parameter(
          "value",
          "seconds",
          { usual: "5" },
          "seconds that a call may wait; None for ever",
          "调用最多等几秒；None 表示一直等",
        ),
      ],
    },
    "Sets how long calls of this socket may wait.",
    "设置这个套接字的调用最多等多久。",
  ),
  method(
    "gettimeout",
    "socket(7)",
    { answers: "seconds" },
    "Tells how long its calls may wait.",
    "查询它的调用最多等多久。",
  ),
  method(
    "setblocking",
    "fcntl(2)",
    {
      parameters: [
        parameter(
          "flag",
          "switch",
          { usual: "False" },
          "True waits, False never does",
          "True 会等待，False 从不等待",
        ),
      ],
    },
    "Says whether its calls wait at all.",
    "规定它的调用是否等待。",
  ),
  method(
    "makefile",
    "fdopen(3)",
    {
      parameters: [
        parameter(
          "mode",
          "mode",
          { optional: true, absent: '"r"', usual: '"rw"' },
          "read, write or both",
          "读、写或读写",
        ),
      ],
      answers: "file",
    },
    "Makes a file of the socket, to read it by lines.",
    "把套接字包装成文件，便于按行读写。",
  ),
];

/** `socket(…)` and the methods of sockets, in the order of a socket's life. */
export const SOCKET_METHODS: readonly ConsoleMethod[] = [...MAKING, ...TALKING, ...ENDING, ...ASKING];
