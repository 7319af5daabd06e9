export {
  datagramBytes,
  echoRequestBytes,
  routerSolicitationBytes,
  segmentBytes,
  unreachableBytes,
} from "./testing/frame-bytes.ts";
export { type TcpEchoRunOptions, tcpEchoRun } from "./testing/tcp-echo-run.ts";
export {
  bytesValue,
  type DatagramFacts,
  type SegmentFacts,
  type SocketFacts,
  TraceBuilder,
} from "./testing/trace-builder.ts";
export { type UdpEchoRunOptions, udpEchoRun } from "./testing/udp-echo-run.ts";
