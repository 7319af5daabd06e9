export { bytesValue } from "./testing/bytes-value.ts";
export {
  datagramBytes,
  echoRequestBytes,
  routerSolicitationBytes,
  segmentBytes,
  unreachableBytes,
} from "./testing/frame-bytes.ts";
export type { SocketFacts } from "./testing/socket-view.ts";
export { type TcpEchoRunOptions, tcpEchoRun } from "./testing/tcp-echo-run.ts";
export { type DatagramFacts, type SegmentFacts, TraceBuilder } from "./testing/trace-builder.ts";
export { type UdpEchoRunOptions, udpEchoRun } from "./testing/udp-echo-run.ts";
