export { type TcpEchoRunOptions, tcpEchoRun } from "./testing/tcp-echo-run.ts";
export { type SegmentFacts, type SocketFacts, TraceBuilder } from "./testing/trace-builder.ts";
