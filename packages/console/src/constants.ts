/** A text in both languages of the page. */
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

export type Family = "AF_INET" | "AF_INET6" | "AF_UNIX";
export type SocketType = "SOCK_STREAM" | "SOCK_DGRAM";

/** What a constant may stand for; an argument wants one of these. */
export type ConstantKind = "family" | "type" | "level" | "option" | "flag" | "how";

/** What an option is set to, and answers. `linger` is `(on, seconds)`; `read-only` options can only be asked for. */
export type OptionValue = "switch" | "number" | "linger" | "read-only";

export interface ConsoleConstant {
  readonly name: string;
  readonly kind: ConstantKind;
  readonly gloss: Bilingual;
}

export interface ConsoleOption extends ConsoleConstant {
  readonly kind: "option";
  readonly level: string;
  readonly value: OptionValue;
  /** An ordinary value to begin with. */
  readonly usual: number;
  /** Types and families that it does something for. */
  readonly type: SocketType | "any";
  readonly family: Family | "any";
}

function constant(kind: ConstantKind, name: string, en: string, zh: string): ConsoleConstant {
  return { kind, name, gloss: { en, zh } };
}

type OptionFacts = Pick<ConsoleOption, "value" | "usual"> & Partial<Pick<ConsoleOption, "type" | "family">>;

function option(level: string, name: string, facts: OptionFacts, en: string, zh: string): ConsoleOption {
  return { kind: "option", name, level, type: "any", family: "any", ...facts, gloss: { en, zh } };
}

const FAMILIES = [
  constant("family", "AF_INET", "IPv4: a host and a port", "IPv4：主机加端口"),
  constant("family", "AF_INET6", "IPv6: a host and a port", "IPv6：主机加端口"),
  constant("family", "AF_UNIX", "within one host: a path", "同一台主机内部：一个路径"),
];

const TYPES = [
  constant("type", "SOCK_STREAM", "a stream of bytes (TCP)", "字节流（TCP）"),
  constant("type", "SOCK_DGRAM", "separate datagrams (UDP)", "一个个数据报（UDP）"),
];

const LEVELS = [
  constant("level", "SOL_SOCKET", "options of every socket, socket(7)", "所有套接字都有的选项，见 socket(7)"),
  constant("level", "IPPROTO_TCP", "options of TCP, tcp(7)", "TCP 的选项，见 tcp(7)"),
  constant("level", "IPPROTO_IP", "options of IPv4, ip(7)", "IPv4 的选项，见 ip(7)"),
  constant("level", "IPPROTO_IPV6", "options of IPv6, ipv6(7)", "IPv6 的选项，见 ipv6(7)"),
];

const FLAGS = [
  constant("flag", "MSG_PEEK", "look, and leave the data in the queue", "只看不取，数据仍留在队列里"),
  constant(
    "flag",
    "MSG_DONTWAIT",
    "do not wait this once: EAGAIN instead",
    "只此一次不等待，改为返回 EAGAIN",
  ),
  constant("flag", "MSG_WAITALL", "wait until all that was asked for is there", "等到要的字节数凑齐才返回"),
  constant(
    "flag",
    "MSG_TRUNC",
    "a datagram's whole length; of TCP data, throw it away",
    "数据报返回完整长度；TCP 则直接丢弃数据",
  ),
  constant("flag", "MSG_OOB", "the urgent byte of TCP", "TCP 的紧急字节（带外数据）"),
];

const HOWS = [
  constant("how", "SHUT_WR", "send no more: FIN", "不再发送：发出 FIN"),
  constant("how", "SHUT_RD", "read no more; nothing is sent", "不再读取；线路上没有动静"),
  constant("how", "SHUT_RDWR", "neither send nor read", "收发都停止"),
];

const SOCKET_OPTIONS = [
  option(
    "SOL_SOCKET",
    "SO_REUSEADDR",
    { value: "switch", usual: 1 },
    "bind while old connections are in TIME_WAIT",
    "旧连接还在 TIME_WAIT 时也允许绑定",
  ),
  option(
    "SOL_SOCKET",
    "SO_REUSEPORT",
    { value: "switch", usual: 1 },
    "several sockets share one address and port",
    "多个套接字共用同一地址和端口",
  ),
  option(
    "SOL_SOCKET",
    "SO_LINGER",
    { value: "linger", usual: 0, type: "SOCK_STREAM" },
    "whether close waits; (1, 0) sends RST",
    "close 是否等待；(1, 0) 会发 RST",
  ),
  option(
    "SOL_SOCKET",
    "SO_KEEPALIVE",
    { value: "switch", usual: 1, type: "SOCK_STREAM" },
    "probe a peer that is silent for long",
    "对方长时间沉默时发送保活探测",
  ),
  option(
    "SOL_SOCKET",
    "SO_RCVBUF",
    { value: "number", usual: 4096 },
    "receive buffer; Linux doubles the number",
    "接收缓冲区；Linux 会把这个数加倍",
  ),
  option(
    "SOL_SOCKET",
    "SO_SNDBUF",
    { value: "number", usual: 4096 },
    "send buffer; Linux doubles the number",
    "发送缓冲区；Linux 会把这个数加倍",
  ),
  option(
    "SOL_SOCKET",
    "SO_BROADCAST",
    { value: "switch", usual: 1, type: "SOCK_DGRAM" },
    "allow sending to a broadcast address",
    "允许向广播地址发送",
  ),
  option(
    "SOL_SOCKET",
    "SO_ERROR",
    { value: "read-only", usual: 0 },
    "the errno that waits to be told, then 0",
    "尚未报告的 errno，读后清零",
  ),
  option(
    "SOL_SOCKET",
    "SO_TYPE",
    { value: "read-only", usual: 0 },
    "1 is SOCK_STREAM, 2 is SOCK_DGRAM",
    "1 表示 SOCK_STREAM，2 表示 SOCK_DGRAM",
  ),
  option(
    "SOL_SOCKET",
    "SO_ACCEPTCONN",
    { value: "read-only", usual: 0, type: "SOCK_STREAM" },
    "1 after listen()",
    "listen() 之后为 1",
  ),
];

const TCP = { type: "SOCK_STREAM" } as const;
const PROTOCOL_OPTIONS = [
  option(
    "IPPROTO_TCP",
    "TCP_NODELAY",
    { value: "switch", usual: 1, ...TCP },
    "send small segments at once: no Nagle",
    "小报文段立即发出，不用 Nagle 算法",
  ),
  option(
    "IPPROTO_TCP",
    "TCP_CORK",
    { value: "switch", usual: 1, ...TCP },
    "hold back segments that are not full",
    "未装满的报文段先不发",
  ),
  option(
    "IPPROTO_TCP",
    "TCP_QUICKACK",
    { value: "switch", usual: 1, ...TCP },
    "acknowledge at once, for now",
    "暂时立即确认，不延迟",
  ),
  option(
    "IPPROTO_TCP",
    "TCP_MAXSEG",
    { value: "number", usual: 536, ...TCP },
    "largest segment, in bytes",
    "最大报文段长度（字节）",
  ),
  option(
    "IPPROTO_TCP",
    "TCP_KEEPIDLE",
    { value: "number", usual: 5, ...TCP },
    "seconds of silence before the first keepalive",
    "沉默多少秒后发第一个保活探测",
  ),
  option(
    "IPPROTO_TCP",
    "TCP_KEEPINTVL",
    { value: "number", usual: 1, ...TCP },
    "seconds between keepalives",
    "保活探测的间隔（秒）",
  ),
  option(
    "IPPROTO_TCP",
    "TCP_KEEPCNT",
    { value: "number", usual: 3, ...TCP },
    "keepalives unanswered before giving up",
    "多少次保活无应答后放弃",
  ),
  option(
    "IPPROTO_TCP",
    "TCP_USER_TIMEOUT",
    { value: "number", usual: 5000, ...TCP },
    "ms that data may stay unacknowledged",
    "数据最多多少毫秒未确认",
  ),
  option(
    "IPPROTO_TCP",
    "TCP_DEFER_ACCEPT",
    { value: "number", usual: 5, ...TCP },
    "seconds: accept() only once data is there",
    "秒数：有数据到达才让 accept() 返回",
  ),
  option(
    "IPPROTO_IP",
    "IP_TTL",
    { value: "number", usual: 64, family: "AF_INET" },
    "hops that a packet may make",
    "数据包最多经过几跳",
  ),
  option(
    "IPPROTO_IPV6",
    "IPV6_V6ONLY",
    { value: "switch", usual: 1, family: "AF_INET6" },
    "take no IPv4 connections as well",
    "不同时接受 IPv4 连接",
  ),
];

export const OPTIONS: readonly ConsoleOption[] = [...SOCKET_OPTIONS, ...PROTOCOL_OPTIONS];

/** Every constant that a statement may name, each kind in the order in which to offer them. */
export const CONSTANTS: readonly ConsoleConstant[] = [
  ...FAMILIES,
  ...TYPES,
  ...LEVELS,
  ...OPTIONS,
  ...FLAGS,
  ...HOWS,
];

const BY_NAME = new Map(CONSTANTS.map((each) => [each.name, each]));
const OPTION_BY_NAME = new Map(OPTIONS.map((each) => [each.name, each]));

export function constantNamed(name: string): ConsoleConstant | null {
  return BY_NAME.get(name) ?? null;
}

export function optionNamed(name: string): ConsoleOption | null {
  return OPTION_BY_NAME.get(name) ?? null;
}

export function constantsOf(kind: ConstantKind): readonly ConsoleConstant[] {
  return CONSTANTS.filter((each) => each.kind === kind);
}
