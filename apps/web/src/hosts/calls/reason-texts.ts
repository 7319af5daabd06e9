import type { SameShape } from "../../i18n/same-shape.ts";

/**
 * Why a call failed here, by errno and by what the trace shows of it. `{{host}}` and `{{program}}` are in the reader's
 * language; `other` is said where the trace does not tell more. Meanings: the man pages of Linux, section 2 and 7.
 */
export const reasonsInEnglish = {
  ECONNREFUSED: {
    rst: "Nobody listens on port {{port}} at {{address}}: the kernel of the {{host}} answered with RST, {{frame}}.",
    local:
      "Nobody listens on port {{port}} of this host itself, so its kernel refused at once; no frame went out.",
    icmp: "No socket is bound to the port that the datagram went to: the kernel of the {{host}} answered with ICMP port unreachable, {{frame}}. A connected UDP socket is told by its next call.",
    unix: "There is a file {{path}}, but no socket listens behind it any more.",
    injected:
      "An RST arrived, {{frame}}, that no kernel sent: it was put on the wire by hand. To this kernel it looked like the other end's refusal.",
    other: "The other end's kernel refused: nobody listens on that port.",
  },
  EADDRINUSE: {
    listening: "Port {{port}} is taken: the {{program}} listens on it already (fd {{fd}}).",
    timeWait_one:
      "Port {{port}} is still taken by {{count}} old connection in TIME_WAIT, for about {{seconds}} s more. Next to it bind succeeds only if both the earlier socket and this one set SO_REUSEADDR before their bind.",
    timeWait_other:
      "Port {{port}} is still taken by {{count}} old connections in TIME_WAIT, for about {{seconds}} s more. Next to them bind succeeds only if both the earlier socket and this one set SO_REUSEADDR before their bind.",
    timeWaitEarlier_one:
      "Port {{port}} is still taken by {{count}} old connection in TIME_WAIT. SO_REUSEADDR has to be set on both sockets: this one has it, but the earlier one was made without it. Wait about {{seconds}} s, or use another port.",
    timeWaitEarlier_other:
      "Port {{port}} is still taken by {{count}} old connections in TIME_WAIT. SO_REUSEADDR has to be set on both sockets: this one has it, but the earlier one was made without it. Wait about {{seconds}} s, or use another port.",
    timeWaitThis_one:
      "Port {{port}} is still taken by {{count}} old connection in TIME_WAIT, for about {{seconds}} s more. The earlier socket had SO_REUSEADDR; set it on this one too, before bind, and bind succeeds at once.",
    timeWaitThis_other:
      "Port {{port}} is still taken by {{count}} old connections in TIME_WAIT, for about {{seconds}} s more. The earlier socket had SO_REUSEADDR; set it on this one too, before bind, and bind succeeds at once.",
    timeWaitNeither_one:
      "Port {{port}} is still taken by {{count}} old connection in TIME_WAIT. Neither the earlier socket nor this one has SO_REUSEADDR, and both would need it: setting it on this one alone does not help now. Wait about {{seconds}} s.",
    timeWaitNeither_other:
      "Port {{port}} is still taken by {{count}} old connections in TIME_WAIT. Neither the earlier socket nor this one has SO_REUSEADDR, and both would need it: setting it on this one alone does not help now. Wait about {{seconds}} s.",
    open: "Port {{port}} is taken by the TCP socket with fd {{fd}}, which is in state {{state}}.",
    bound: "Port {{port}} is taken by the TCP socket with fd {{fd}}, which is bound to it.",
    datagram: "Port {{port}} is taken by the UDP socket with fd {{fd}}, which is bound to it.",
    left: "Port {{port}} is taken by a connection that no program holds any more; it is in state {{state}}.",
    unix: "The file {{path}} is already there; a socket leaves it behind even after it was closed. Remove it with unlink before bind.",
    other: "Another socket of this host has this address already.",
  },
  EADDRNOTAVAIL: {
    bind: "{{address}} is no address of this host, which has {{own}}. Take that one, or {{any}} for every address.",
    connect: "This host has no address, or no free port, from which it could reach {{address}}.",
    other: "This host does not have that address.",
  },
  ECONNRESET: {
    exit: "The program at the other end was gone while bytes lay unread in its socket: instead of FIN its kernel sent RST, {{frame}}.",
    close:
      "The other end closed its socket although bytes lay unread in it (or with SO_LINGER at 0 s): instead of FIN its kernel sent RST, {{frame}}.",
    segment:
      "What this end sent met a kernel that knows no such connection any more: it answered with RST, {{frame}}.",
    rst: "The other end's kernel sent RST, {{frame}}: the connection is gone, and with it what had not been read.",
    injected:
      "An RST arrived, {{frame}}, that no kernel sent: it was put on the wire by hand. The other end knows nothing of it; this kernel had no way to tell.",
    unix: "The other end closed its socket although bytes lay unread in it.",
    other: "The other end has reset the connection: it is gone, and with it what had not been read.",
  },
  EPIPE: {
    shutdown: "This socket may send no more since call {{call}}, {{text}}.",
    never:
      "The connection was never made: connect (call {{call}}) failed with {{code}}. There is nobody to send to.",
    rst: "The connection is gone: an RST had arrived before, {{frame}}. Nobody is left to send to.",
    unix: "The other end has closed its socket. Nobody is left to send to.",
    other: "The connection has ended in this direction. Nobody is left to send to.",
  },
  ENOTCONN: {
    listening:
      "A listening socket has no peer to talk to. Use the socket that accept returns, one for each client.",
    never: "This socket is not connected: call connect first, or accept one that is.",
    other: "This socket is not connected, or no longer.",
  },
  EISCONN: {
    connect: "This socket is connected to {{address}}:{{port}} already; a TCP socket connects once.",
    other: "This socket is connected already.",
  },
  EINVAL: {
    bound: "This socket is bound to port {{port}} already; a socket is bound once.",
    notListening: "This socket does not listen: accept needs bind and listen before it.",
    other: "The kernel does not take these arguments in this state of the socket.",
  },
  EAGAIN: {
    recv: "Nothing has arrived yet, and this socket does not wait: it is non-blocking, or its time limit is 0.",
    accept: "No finished handshake waits in the accept queue, and this socket does not wait.",
    send: "The kernel's send buffer is full, and this socket does not wait.",
    other: "The kernel cannot do this now, and this socket does not wait.",
  },
  EINPROGRESS: {
    other:
      "The SYN is on its way; a non-blocking connect does not wait for the answer. Later getsockopt(SO_ERROR) tells how it went.",
  },
  EALREADY: { other: "An earlier connect of this socket is still under way; wait for its end." },
  timeout: {
    settimeout:
      "Its own time limit ran out: after settimeout({{seconds}}) a call waits no longer than {{seconds}} s.",
    other: "Its own time limit (settimeout) ran out. The kernel gave no error.",
  },
  ETIMEDOUT: {
    connect_one: "Nobody answered: the kernel sent the SYN {{count}} time and gave up.",
    connect_other: "Nobody answered: the kernel sent the SYN {{count}} times and gave up.",
    other: "What was sent was never acknowledged, however often the kernel repeated it, so it gave up.",
  },
  EMSGSIZE: {
    datagram:
      "{{count}} bytes do not fit into one datagram: over {{version}} UDP carries at most {{most}}, and it never splits a message. Send it in parts.",
    unix: "{{count}} bytes do not fit into the socket's send buffer (SO_SNDBUF), and a datagram goes as a whole or not at all.",
    other: "The message does not fit into one datagram, and UDP never splits one.",
  },
  EAFNOSUPPORT: {
    mismatch: "{{address}} is no address of this socket's family. Give one of the family it was made for.",
    other: "The kernel has no such address family, or it is switched off here.",
  },
  EDESTADDRREQ: {
    other: "This UDP socket is not connected, so it must be told where to: sendto, or connect first.",
  },
  EBADF: { other: "This socket was closed before: its file descriptor stands for nothing any more." },
  EACCES: {
    broadcast: "{{address}} reaches every host: set SO_BROADCAST on this socket first.",
    port: "Ports below 1024 are for privileged programs. Take a higher one.",
    other: "The program has no permission for this.",
  },
  EPERM: { other: "The program has no permission for this." },
  ENETUNREACH: {
    address: "This host has no route to {{address}}; in this lab it reaches {{known}} only.",
    other: "This host has no route to that network.",
  },
  EHOSTUNREACH: {
    other: "The way to that host is known, but nobody there answers (ARP or neighbour discovery).",
  },
  ENETDOWN: { other: "The network card is down." },
  ENOENT: {
    unix: "There is no file {{path}}: no server has bound a socket to it.",
    otherHost:
      "On this host there is no file {{path}}. A socket is bound to that path on the {{host}}, but AF_UNIX does not leave a host: between hosts use AF_INET or AF_INET6.",
    other: "There is no such file.",
  },
  ENOTDIR: { other: "A part of that path is no directory." },
  ENAMETOOLONG: { other: "The path is too long for an AF_UNIX address, which holds 107 bytes." },
  EMFILE: { other: "The program holds as many sockets as this lab allows ({{limit}}). Close one first." },
  ENFILE: { other: "The machine has no file descriptors left." },
  ENOPROTOOPT: { other: "There is no such option at this level of this kind of socket." },
  EOPNOTSUPP: {
    datagram: "UDP knows no connections, so there is nothing to listen for or to accept.",
    other: "This kind of socket cannot do this.",
  },
  EPROTOTYPE: { other: "The socket behind that path is of another type (stream or datagram)." },
  EPROTONOSUPPORT: { other: "There is no such protocol for this family and type." },
  ESOCKTNOSUPPORT: { other: "There is no such type of socket in this family." },
  ENOTSOCK: { other: "That file descriptor is no socket." },
  ECONNABORTED: { other: "The client gave the connection up before accept took it." },
  ENOBUFS: { other: "The kernel has no memory left for this." },
  ENOMEM: { other: "The kernel has no memory left for this." },
  EINTR: { other: "A signal came while the call waited." },
  EFAULT: { other: "The program gave an address outside of its own memory." },
  EDOM: { other: "This value is out of range." },
};

export const reasonsInChinese: SameShape<typeof reasonsInEnglish> = {
  ECONNREFUSED: {
    rst: "{{address}} 的端口 {{port}} 上没有程序在监听，{{host}}的内核以 RST 作答，即{{frame}}。",
    local: "本机的端口 {{port}} 上没有程序在监听，内核当即拒绝，没有发出任何帧。",
    icmp: "数据报要去的端口上没有绑定套接字，{{host}}的内核以 ICMP 端口不可达作答，即{{frame}}。已 connect 的 UDP 套接字会在下一次调用时得知。",
    unix: "文件 {{path}} 还在，但已经没有套接字在它后面监听。",
    injected:
      "收到了 RST，即{{frame}}，但没有任何内核发出过它：它是手动放到线路上的。在本端内核看来，这就是对方的拒绝。",
    other: "对方内核拒绝连接：那个端口上没有程序在监听。",
  },
  EADDRINUSE: {
    listening: "端口 {{port}} 已被占用：{{program}}正在上面监听（fd {{fd}}）。",
    timeWait_other:
      "端口 {{port}} 仍被 {{count}} 个处于 TIME_WAIT 的旧连接占着，大约还要 {{seconds}} 秒。只有先前的套接字和这个套接字都在 bind 之前设了 SO_REUSEADDR，现在才能绑定。",
    timeWaitEarlier_other:
      "端口 {{port}} 仍被 {{count}} 个处于 TIME_WAIT 的旧连接占着。SO_REUSEADDR 要两个套接字都设才有用：这个套接字设了，先前的那个却没有设。请再等大约 {{seconds}} 秒，或换一个端口。",
    timeWaitThis_other:
      "端口 {{port}} 仍被 {{count}} 个处于 TIME_WAIT 的旧连接占着，大约还要 {{seconds}} 秒。先前的套接字设了 SO_REUSEADDR；这个套接字在 bind 之前也设上，马上就能绑定。",
    timeWaitNeither_other:
      "端口 {{port}} 仍被 {{count}} 个处于 TIME_WAIT 的旧连接占着。先前的套接字和这个套接字都没有设 SO_REUSEADDR，而两个都设才有用，现在只给这个补设也不行。请再等大约 {{seconds}} 秒。",
    open: "端口 {{port}} 被 fd 为 {{fd}} 的 TCP 套接字占用，它处于 {{state}} 状态。",
    bound: "端口 {{port}} 被 fd 为 {{fd}} 的 TCP 套接字占用，它已绑定到这个端口。",
    datagram: "端口 {{port}} 被 fd 为 {{fd}} 的 UDP 套接字占用，它已绑定到这个端口。",
    left: "端口 {{port}} 被一个连接占用，已没有程序持有它；它处于 {{state}} 状态。",
    unix: "文件 {{path}} 已经存在；套接字关闭后，这个文件仍会留下。请在 bind 之前用 unlink 删除它。",
    other: "本机已有别的套接字使用这个地址。",
  },
  EADDRNOTAVAIL: {
    bind: "{{address}} 不是本机的地址；本机的地址是 {{own}}。请用它，或用 {{any}} 表示本机的全部地址。",
    connect: "本机没有可用来到达 {{address}} 的地址，或者没有空闲端口。",
    other: "本机没有这个地址。",
  },
  ECONNRESET: {
    exit: "对方程序结束时，它的套接字里还有未读的数据，于是它的内核不发 FIN，而是发了 RST，即{{frame}}。",
    close:
      "对方关闭套接字时，里面还有未读的数据（或设了 0 秒的 SO_LINGER），于是它的内核不发 FIN，而是发了 RST，即{{frame}}。",
    segment: "本端发出的内容到达时，对方内核已经没有这个连接，便以 RST 作答，即{{frame}}。",
    rst: "对方内核发来 RST，即{{frame}}：连接没有了，还没读的数据也没有了。",
    injected:
      "收到了 RST，即{{frame}}，但没有任何内核发出过它：它是手动放到线路上的。对方并不知情，本端内核也无从分辨。",
    unix: "对方关闭套接字时，里面还有未读的数据。",
    other: "对方重置了连接：连接没有了，还没读的数据也没有了。",
  },
  EPIPE: {
    shutdown: "自从调用 {{call}}（{{text}}）之后，这个套接字就不能再发送了。",
    never: "连接从未建立：connect（调用 {{call}}）以 {{code}} 失败，没有接收方。",
    rst: "连接已经没有了：先前收到过 RST，即{{frame}}，没有接收方了。",
    unix: "对方已经关闭套接字，没有接收方了。",
    other: "这个方向的连接已经结束，没有接收方了。",
  },
  ENOTCONN: {
    listening: "监听套接字没有对端，不能收发。请用 accept 返回的套接字，每个客户端一个。",
    never: "这个套接字还没有连接：请先 connect，或用 accept 得到已连接的套接字。",
    other: "这个套接字没有连接，或已不再连接。",
  },
  EISCONN: {
    connect: "这个套接字已经连到 {{address}}:{{port}}；一个 TCP 套接字只能连接一次。",
    other: "这个套接字已经连接。",
  },
  EINVAL: {
    bound: "这个套接字已经绑定到端口 {{port}}；一个套接字只能绑定一次。",
    notListening: "这个套接字没有在监听：accept 之前要先 bind 和 listen。",
    other: "以套接字现在的状态，内核不接受这些参数。",
  },
  EAGAIN: {
    recv: "还没有数据到达，而这个套接字不等待：它是非阻塞的，或者时限为 0。",
    accept: "accept 队列里还没有完成握手的连接，而这个套接字不等待。",
    send: "内核的发送缓冲区已满，而这个套接字不等待。",
    other: "内核现在做不了这件事，而这个套接字不等待。",
  },
  EINPROGRESS: {
    other: "SYN 已经发出；非阻塞的 connect 不等应答。稍后可用 getsockopt(SO_ERROR) 得知结果。",
  },
  EALREADY: { other: "这个套接字先前的 connect 还在进行，请等它结束。" },
  timeout: {
    settimeout: "它自己设的时限到了：settimeout({{seconds}}) 之后，一次调用最多等 {{seconds}} 秒。",
    other: "它自己设的时限（settimeout）到了；内核并没有报错。",
  },
  ETIMEDOUT: {
    connect_other: "无人应答：内核把 SYN 发了 {{count}} 次，最后放弃。",
    other: "发出的内容始终没有得到确认，内核重传多次后放弃。",
  },
  EMSGSIZE: {
    datagram:
      "{{count}} 字节放不进一个数据报：{{version}} 上的 UDP 最多带 {{most}} 字节，而且从不拆分消息。请分几次发送。",
    unix: "{{count}} 字节放不进套接字的发送缓冲区（SO_SNDBUF），而数据报要么整个发出，要么不发。",
    other: "这条消息放不进一个数据报，而 UDP 从不拆分消息。",
  },
  EAFNOSUPPORT: {
    mismatch: "{{address}} 不是这个套接字所属地址族的地址。请用创建时所选地址族的地址。",
    other: "内核没有这个地址族，或者在这里被关掉了。",
  },
  EDESTADDRREQ: { other: "这个 UDP 套接字没有 connect 过，必须说明发给谁：用 sendto，或先 connect。" },
  EBADF: { other: "这个套接字先前已经关闭，它的文件描述符不再有效。" },
  EACCES: {
    broadcast: "{{address}} 会到达所有主机：请先在这个套接字上设 SO_BROADCAST。",
    port: "1024 以下的端口只给有特权的程序。请用更大的端口号。",
    other: "程序没有权限这样做。",
  },
  EPERM: { other: "程序没有权限这样做。" },
  ENETUNREACH: {
    address: "本机没有通往 {{address}} 的路由；在本实验里只能到达 {{known}}。",
    other: "本机没有通往那个网络的路由。",
  },
  EHOSTUNREACH: { other: "路由是有的，但那里没有主机应答（ARP 或邻居发现）。" },
  ENETDOWN: { other: "网卡处于关闭状态。" },
  ENOENT: {
    unix: "没有文件 {{path}}：还没有服务器把套接字绑定到它。",
    otherHost:
      "本机没有文件 {{path}}。有套接字绑定到这个路径，但那是在{{host}}上，而 AF_UNIX 不出主机：两台主机之间要用 AF_INET 或 AF_INET6。",
    other: "没有这个文件。",
  },
  ENOTDIR: { other: "路径中有一段不是目录。" },
  ENAMETOOLONG: { other: "作为 AF_UNIX 地址，这个路径太长；最多 107 字节。" },
  EMFILE: { other: "程序打开的套接字已达本实验的上限（{{limit}} 个）。请先关闭一个。" },
  ENFILE: { other: "这台机器的文件描述符已用完。" },
  ENOPROTOOPT: { other: "这种套接字在这一层没有这个选项。" },
  EOPNOTSUPP: {
    datagram: "UDP 没有连接，所以没有什么可以监听或 accept。",
    other: "这种套接字做不了这件事。",
  },
  EPROTOTYPE: { other: "那个路径背后的套接字是另一种类型（流或数据报）。" },
  EPROTONOSUPPORT: { other: "这个地址族和类型没有这种协议。" },
  ESOCKTNOSUPPORT: { other: "这个地址族没有这种类型的套接字。" },
  ENOTSOCK: { other: "那个文件描述符不是套接字。" },
  ECONNABORTED: { other: "客户端在 accept 取走连接之前就放弃了。" },
  ENOBUFS: { other: "内核没有内存可用了。" },
  ENOMEM: { other: "内核没有内存可用了。" },
  EINTR: { other: "调用等待时来了一个信号。" },
  EFAULT: { other: "程序给出的地址不在自己的内存里。" },
  EDOM: { other: "这个值超出了范围。" },
};
