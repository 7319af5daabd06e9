import type { SameShape } from "../i18n/same-shape.ts";

export const en = {
  title: "Flow of the programs",
  flow: "Which flow",
  tcp: "TCP",
  udp: "UDP",
  chart: "Flow chart of a {{flow}} client and server; the arrow keys go from step to step",
  side: { client: "Client", server: "Server" },
  noProgram: "not started",
  step: "{{side}}, {{call}}: {{status}}",
  status: {
    none: "not yet",
    done_one: "done once",
    done_other: "done {{count}} times",
    running: "running",
    waiting: "waiting",
    stopped: "its program was ended inside of it",
    failed: "failed with {{code}}",
  },
  kernel: "kernel",
  kernelHow: "The server's kernel shakes hands by itself; accept() only takes what is finished.",
  crossing: {
    handshake: "SYN, SYN-ACK, ACK",
    request: "data",
    reply: "data",
    end: "FIN, FIN",
    inKernel: "inside one kernel",
  },
  crossed: {
    label: "Between the two",
    handshake: "Handshake: {{status}}.",
    request: "From the client to the server: {{status}}.",
    reply: "From the server to the client: {{status}}.",
    end: "End of the connection: {{status}}.",
    none: "nothing yet",
    underway: "under way",
    done: "arrived",
  },
  now: "Now",
  capture: "A capture holds no socket calls, so there is no flow chart to draw.",
  nothing: "No program has made a socket yet. The chart lights up as soon as one does.",
  how: {
    tcp: {
      client: {
        socket: "Makes a socket in the kernel. Nothing is sent.",
        connect:
          "Sends the SYN and waits for the SYN-ACK. The server's kernel answers: its program need not have called accept().",
        send: "Hands bytes to the kernel, which sends them when it may. That it returned does not say that they arrived.",
        recv: "Takes bytes that have arrived, and waits while there are none. Empty bytes mean that the server sends no more.",
        close: "Gives the socket back. The kernel still sends what is left and then its FIN.",
      },
      server: {
        socket: "Makes a socket in the kernel. Nothing is sent.",
        bind: "Gives the socket an address and a port of this host, where clients can find it.",
        listen:
          "From here on the kernel shakes hands with whoever asks, and keeps finished connections in the accept queue.",
        accept:
          "Takes the oldest finished connection out of the accept queue, as a new socket, and waits while there is none. It has no part in the handshake.",
        recv: "Takes bytes that have arrived, and waits while there are none. Empty bytes mean that the client sends no more.",
        send: "Hands bytes to the kernel, which sends them when it may.",
        close:
          "Gives the connection's socket back; its FIN follows. The listening socket stays, and accept() is next.",
      },
    },
    udp: {
      client: {
        socket: "Makes a socket in the kernel. Nothing is sent, and there is nothing to connect.",
        sendto:
          "Sends one datagram to the address given. The kernel picks a port if none was bound; nobody acknowledges.",
        recvfrom:
          "Takes one whole datagram and says from where it came. It waits while there is none, for ever if that was lost.",
        close: "Gives the socket back. Nothing is sent: the server does not notice.",
      },
      server: {
        socket: "Makes a socket in the kernel.",
        bind: "Gives the socket a port. From here on datagrams for it are kept; there is no listen() and no accept().",
        recvfrom:
          "Takes one whole datagram, from any client, and says from where it came. What a short buffer cannot take is lost.",
        sendto: "Sends one datagram back to where the last one came from.",
        close: "Gives the socket back. A datagram for its port is then answered with ICMP port unreachable.",
      },
    },
  },
};

export const zh: SameShape<typeof en> = {
  title: "程序流程",
  flow: "流程种类",
  tcp: "TCP",
  udp: "UDP",
  chart: "{{flow}} 客户端与服务器的流程图；用方向键在各步之间移动",
  side: { client: "客户端", server: "服务器" },
  noProgram: "尚未启动",
  step: "{{side}}，{{call}}：{{status}}",
  status: {
    none: "尚未执行",
    done_one: "已完成 1 次",
    done_other: "已完成 {{count}} 次",
    running: "正在执行",
    waiting: "等待中",
    stopped: "程序在其中被终止",
    failed: "失败：{{code}}",
  },
  kernel: "内核",
  kernelHow: "握手由服务器的内核自行完成，accept() 只取走已完成的连接。",
  crossing: {
    handshake: "SYN、SYN-ACK、ACK",
    request: "数据",
    reply: "数据",
    end: "FIN、FIN",
    inKernel: "在同一内核中",
  },
  crossed: {
    label: "两者之间",
    handshake: "握手：{{status}}。",
    request: "客户端到服务器：{{status}}。",
    reply: "服务器到客户端：{{status}}。",
    end: "连接结束：{{status}}。",
    none: "还没有",
    underway: "途中",
    done: "已到达",
  },
  now: "此刻",
  capture: "抓包里没有套接字调用，画不出流程图。",
  nothing: "还没有程序建立套接字。一旦建立，流程图就会点亮。",
  how: {
    tcp: {
      client: {
        socket: "在内核中建立一个套接字，不发送任何东西。",
        connect: "发出 SYN 并等待 SYN-ACK。应答的是服务器的内核，服务器程序不必已经调用 accept()。",
        send: "把字节交给内核，由内核在可以时发出。调用返回并不表示对方已经收到。",
        recv: "取走已到达的字节；没有时就等待。返回空字节串表示服务器不再发送。",
        close: "归还套接字。内核仍会发完剩余的数据，然后发出 FIN。",
      },
      server: {
        socket: "在内核中建立一个套接字，不发送任何东西。",
        bind: "给套接字指定本机的地址和端口，客户端由此找到它。",
        listen: "从此内核与前来的客户端握手，并把已完成的连接放进 accept 队列。",
        accept: "从 accept 队列取出最早完成的连接，得到一个新的套接字；队列为空时就等待。它不参与握手。",
        recv: "取走已到达的字节；没有时就等待。返回空字节串表示客户端不再发送。",
        send: "把字节交给内核，由内核在可以时发出。",
        close: "归还这个连接的套接字，随后发出 FIN。监听套接字仍在，接着回到 accept()。",
      },
    },
    udp: {
      client: {
        socket: "在内核中建立一个套接字，不发送任何东西，也无需连接。",
        sendto: "向给定的地址发送一个数据报。没有绑定端口时由内核挑选；没有人确认。",
        recvfrom: "取走一个完整的数据报，并告知来自何处。没有时就等待；若数据报已丢失，会一直等下去。",
        close: "归还套接字，不发送任何东西，服务器并不知情。",
      },
      server: {
        socket: "在内核中建立一个套接字。",
        bind: "给套接字指定端口。从此发往该端口的数据报会被保留；不需要 listen() 和 accept()。",
        recvfrom: "取走一个完整的数据报，不论来自哪个客户端，并告知来自何处。缓冲区放不下的部分会丢弃。",
        sendto: "向上一个数据报的来处发回一个数据报。",
        close: "归还套接字。此后发往该端口的数据报会得到 ICMP 端口不可达的回应。",
      },
    },
  },
};
