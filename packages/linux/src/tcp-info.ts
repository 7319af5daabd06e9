/** `struct tcp_info` (linux/tcp.h), as TCP_INFO and INET_DIAG_INFO give it; newer kernels append fields. */

/** States by number, include/net/tcp_states.h; 0 is not one. */
const STATES = [
  null,
  "ESTABLISHED",
  "SYN_SENT",
  "SYN_RECV",
  "FIN_WAIT1",
  "FIN_WAIT2",
  "TIME_WAIT",
  "CLOSE",
  "CLOSE_WAIT",
  "LAST_ACK",
  "LISTEN",
  "CLOSING",
] as const;

/** The eleven states of RFC 9293, as Linux spells them. An unconnected UDP socket is CLOSE. */
export type TcpState = Exclude<(typeof STATES)[number], null>;

/** Null for what is no state of a connection. */
export function tcpStateName(state: number): TcpState | null {
  return STATES[state] ?? null;
}

/** Bit of a state in the mask of a sock_diag request. */
export function tcpStateBit(state: TcpState): number {
  return 1 << STATES.indexOf(state);
}

/**
 * Times end in `Us` (microseconds) or `Ms` (milliseconds). `mss`, windows, `pmtu` and `bytes…` are octets; cwnd,
 * ssthresh, `unacked` … `retrans` and `segs…` count segments. Null: this kernel does not tell.
 */
export type TcpInfo = {
  readonly state: TcpState | null;
  /** TCP_CA_Open 0, Disorder 1, CWR 2, Recovery 3, Loss 4 */
  readonly caState: number;
  /** Retransmissions by timeout without an answer so far. */
  readonly retransmits: number;
  readonly probes: number;
  readonly backoff: number;
  readonly rtoUs: number;
  readonly atoUs: number;
  readonly sndMss: number;
  readonly rcvMss: number;
  readonly unacked: number;
  readonly sacked: number;
  readonly lost: number;
  readonly retrans: number;
  readonly pmtu: number;
  readonly rcvSsthresh: number;
  readonly rttUs: number;
  readonly rttvarUs: number;
  readonly sndSsthresh: number;
  readonly sndCwnd: number;
  readonly advmss: number;
  readonly reordering: number;
  readonly totalRetrans: number;
  readonly bytesAcked: number;
  readonly bytesReceived: number;
  readonly segsOut: number;
  readonly segsIn: number;
  readonly notsentBytes: number;
  readonly minRttUs: number;
  readonly bytesSent: number | null;
  readonly bytesRetrans: number | null;
  readonly dsackDups: number | null;
  /** The window that the peer last advertised (Linux 5.4). */
  readonly sndWnd: number | null;
  /** The window that this host last advertised (Linux 6.2). */
  readonly rcvWnd: number | null;
};

/** Octets of `struct tcp_info` that every supported kernel gives (Linux 4.6: up to tcpi_min_rtt). */
const LEAST_SIZE = 152;

/** Reads `length` octets of `struct tcp_info` at `offset`. @throws RangeError for fewer than Linux 4.6 gives */
export function readTcpInfo(view: DataView, offset: number, length: number): TcpInfo {
  if (length < LEAST_SIZE)
    throw new RangeError(`tcp_info of ${length} octets; expected at least ${LEAST_SIZE}.`);
  const u8 = (at: number) => view.getUint8(offset + at);
  const u32 = (at: number) => view.getUint32(offset + at, true);
  const u64 = (at: number) => u32(at) + u32(at + 4) * 2 ** 32;
  return {
    state: tcpStateName(u8(0)),
    caState: u8(1),
    retransmits: u8(2),
    probes: u8(3),
    backoff: u8(4),
    rtoUs: u32(8),
    atoUs: u32(12),
    sndMss: u32(16),
    rcvMss: u32(20),
    unacked: u32(24),
    sacked: u32(28),
    lost: u32(32),
    retrans: u32(36),
    pmtu: u32(60),
    rcvSsthresh: u32(64),
    rttUs: u32(68),
    rttvarUs: u32(72),
    sndSsthresh: u32(76),
    sndCwnd: u32(80),
    advmss: u32(84),
    reordering: u32(88),
    totalRetrans: u32(100),
    bytesAcked: u64(120),
    bytesReceived: u64(128),
    segsOut: u32(136),
    segsIn: u32(140),
    notsentBytes: u32(144),
    minRttUs: u32(148),
    bytesSent: length >= 208 ? u64(200) : null,
    bytesRetrans: length >= 216 ? u64(208) : null,
    dsackDups: length >= 220 ? u32(216) : null,
    sndWnd: length >= 232 ? u32(228) : null,
    rcvWnd: length >= 236 ? u32(232) : null,
  };
}
