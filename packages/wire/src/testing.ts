export { type Captured, pcapOf } from "./testing/pcap-file.ts";
export { randomCaptures } from "./testing/random-frames.ts";
export { SAMPLE_FRAMES } from "./testing/sample-frames.ts";
