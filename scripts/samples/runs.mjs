/**
 * The runs that are recorded and shipped with the page: what is asked of `POST /api/labs`, and what the start page
 * says of it.
 *
 * @typedef {object} SampleRun
 * @property {string} name of the file, without `.pcapng`
 * @property {object} lab
 * @property {{ en: string, zh: string }} title
 * @property {{ en: string, zh: string }} description
 */

/** Slow enough to be followed at full speed. */
const slow = { latencyMs: 150, paceMs: 300, seed: 1 };

/** @type {readonly SampleRun[]} */
export const runs = [
  {
    name: "tcp-echo",
    lab: { ...slow, run: "tcp-echo", input: ["hello", "exit"] },
    title: { en: "A whole TCP connection", zh: "一条完整的 TCP 连接" },
    description: {
      en: "Three-way handshake, a message and its echo, both FINs, and TIME_WAIT at the end that closed first.",
      zh: "三次握手，一问一答，双方各发一个 FIN，最后先关闭的一端停在 TIME_WAIT。",
    },
  },
  {
    name: "syn-ack-lost",
    lab: {
      ...slow,
      run: "tcp-echo",
      input: ["hello", "exit"],
      rules: [losing("syn-ack", "server", "tcp.flags.syn == 1")],
    },
    title: { en: "A SYN-ACK gets lost", zh: "SYN-ACK 丢了" },
    description: {
      en: "The client hears nothing, and after a second its kernel sends the SYN once more. The server's kernel answers with the same SYN-ACK, and the connection comes about.",
      zh: "客户端什么也没等到，一秒后内核把 SYN 再发一遍；服务器的内核用同样的 SYN-ACK 应答，连接还是建立起来了。",
    },
  },
  {
    name: "data-lost",
    lab: {
      ...slow,
      run: "tcp-echo",
      input: ["hello", "exit"],
      rules: [losing("data", "client", "tcp.len > 0")],
    },
    title: { en: "Data gets lost and is sent again", zh: "数据丢失与重传" },
    description: {
      en: "The client's first data segment never arrives. No ACK comes, the retransmission timer runs out, and the same bytes go out once more.",
      zh: "客户端的第一个数据报文段没有到达。等不到 ACK，重传计时器到期，同样的字节又发了一遍。",
    },
  },
  {
    name: "corrupted",
    lab: { ...slow, run: "tcp-echo", input: ["hello", "exit"], rules: [corrupting("client", "tcp.len > 0")] },
    title: { en: "One flipped bit", zh: "翻转了一个比特" },
    description: {
      en: "A bit of the message changes on its way. The checksum no longer fits, the server's kernel throws the segment away without a word, and the client sends it again.",
      zh: "消息在途中变了一个比特，校验和对不上，服务器的内核一声不响地把它扔掉，客户端只好重发。",
    },
  },
  {
    name: "refused",
    lab: { ...slow, run: "tcp-echo", clientParameters: { PORT: 9999 } },
    title: { en: "Nobody listens: RST", zh: "没有人监听：RST" },
    description: {
      en: "The client calls a port that nobody listens on. The kernel answers the SYN with RST, and connect fails with ECONNREFUSED.",
      zh: "客户端连接了一个没有人监听的端口。内核用 RST 回答 SYN，connect 以 ECONNREFUSED 失败。",
    },
  },
  {
    name: "udp-unreachable",
    lab: { ...slow, run: "udp-echo", input: ["hello"], clientParameters: { PORT: 9999 } },
    title: { en: "UDP to a port that nobody has", zh: "发往无人端口的 UDP" },
    description: {
      en: "ICMP says that the port is unreachable, but a socket that is not connected is not told: the client waits in recvfrom for ever.",
      zh: "ICMP 报告端口不可达，可没有 connect 过的套接字收不到这个消息：客户端一直等在 recvfrom 里。",
    },
  },
  {
    name: "tcp-stream",
    lab: { ...slow, run: "tcp-stream" },
    title: { en: "A stream knows no messages", zh: "字节流里没有消息边界" },
    description: {
      en: "A length before each message tells the receiver where it ends, however TCP cuts the bytes into segments.",
      zh: "每条消息前面写上长度，无论 TCP 怎样切分字节，接收方都知道消息在哪里结束。",
    },
  },
  {
    name: "tcp6-echo",
    lab: { ...slow, run: "tcp6-echo", input: ["hello", "exit"] },
    title: { en: "The same over IPv6", zh: "换成 IPv6" },
    description: {
      en: "Another address family in the program and another header on the wire; everything that TCP does stays the same.",
      zh: "程序里换了地址族，线路上换了首部，TCP 做的事一样不变。",
    },
  },
  {
    name: "tcp-hmac",
    lab: { ...slow, run: "tcp-hmac", input: ["hello", "exit"] },
    title: { en: "A server that verifies its client", zh: "验证客户端身份的服务器" },
    description: {
      en: "The server sends a nonce, the client answers with its HMAC. The secret itself never crosses the wire, and is not in this file.",
      zh: "服务器发来随机数，客户端用 HMAC 应答。密钥本身从不经过线路，这份文件里也没有它。",
    },
  },
];

/**
 * @param {string} what
 * @param {string} host whose frame it is
 * @param {string} filter
 */
function losing(what, host, filter) {
  return { id: `lose-${what}`, host, filter, pick: { of: "next", count: 1 }, action: { do: "lose" } };
}

/**
 * @param {string} host whose frame it is
 * @param {string} filter
 */
function corrupting(host, filter) {
  // The second byte of the message: behind 14 bytes of Ethernet, 20 of IPv4 and 32 of TCP.
  const action = { do: "corrupt", at: { offset: 67, bit: 5 }, checksums: "left" };
  return { id: "corrupt-data", host, filter, pick: { of: "next", count: 1 }, action };
}
