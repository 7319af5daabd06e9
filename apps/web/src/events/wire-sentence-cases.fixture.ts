import { bytesOfBase64, type EventFacts, NS_PER_MS, traceTime, type WireActor } from "@wirestage/trace";
import { flipBit } from "@wirestage/wire";
import { base64OfBytes } from "../format/base64.ts";
import type { Case } from "./sentence-cases.fixture.ts";
import { HAND, log, RULE } from "./sentence-log.fixture.ts";

/** What a second frame with the bytes of one of the log's tells of itself. */
function copyOf(of: number, frame: number) {
  const sent = log.frames[of - 1]?.sent;
  return { frame, host: "client", bytes: sent?.bytes ?? "", length: sent?.length ?? 0, due: null };
}

/** Frame 4 with the lowest bit of its last byte flipped. */
function altered(checksums: "left" | "mended"): EventFacts {
  const flip = { offset: 58, bit: 0, checksums };
  const flipped = flipBit(bytesOfBase64(log.frames[3]?.sent.bytes ?? ""), flip);
  const bytes = flipped.ok ? base64OfBytes(flipped.bytes) : "";
  return { kind: "frame.altered", frame: 4, host: "client", by: HAND, position: 0.75, bytes, ...flip };
}

function rescheduled(by: WireActor, dueMs: number): EventFacts {
  const due = traceTime(dueMs * NS_PER_MS);
  return { kind: "frame.rescheduled", frame: 1, host: "client", by, position: 0.5, due };
}

/** What hands and the wire's rules do to frames. */
export const WIRE_CASES = {
  "frame.copied": [
    [
      { kind: "frame.copied", of: 4, by: HAND, position: 0.25, ...copyOf(4, 6) },
      "By hand, frame 4 (5 bytes of data) was copied after 25 % of its way. The copy is frame 6; no kernel sent it.",
      "第 4 帧（5 字节数据）走过 25 % 的路程时被手动复制：副本是第 6 帧，不是由内核发出的。",
    ],
  ],
  "frame.injected": [
    [
      { kind: "frame.injected", by: HAND, position: 0.5, ...copyOf(1, 1) },
      "By hand, SYN (frame 1) was put on the wire after 50 % of the way, as if the client had sent it; no kernel did.",
      "有人冒充客户端，在 50 % 的路程处手动向线路放入 SYN（第 1 帧）；没有任何内核发出过它。",
    ],
  ],
  "frame.altered": [
    [
      altered("left"),
      "By hand, bit 0 of byte 58 of frame 4 (5 bytes of data) was flipped after 75 % of its way (0x6f → 0x6e). Its checksums were left as they were.",
      "第 4 帧（5 字节数据）走过 75 % 的路程时，第 58 字节的第 0 位被手动翻转（0x6f → 0x6e）。校验和保持原样。",
    ],
    [
      altered("mended"),
      "By hand, bit 0 of byte 58 of frame 4 (5 bytes of data) was flipped after 75 % of its way (0x6f → 0x6e). Its checksums were made to fit again.",
      "第 4 帧（5 字节数据）走过 75 % 的路程时，第 58 字节的第 0 位被手动翻转（0x6f → 0x6e）。校验和也随之改为正确的值。",
    ],
  ],
  "frame.held": [
    [
      { kind: "frame.held", frame: 1, host: "client", by: HAND, position: 0.5 },
      "By hand, frame 1 (SYN) was stopped on the wire after 50 % of its way.",
      "第 1 帧（SYN）在线路上被手动拦住，此时它已走过 50 % 的路程。",
    ],
    [
      { kind: "frame.held", frame: 1, host: "client", by: RULE, position: 0.5 },
      "The rule “Lose the next SYN-ACK from the server” stopped frame 1 (SYN) after 50 % of its way.",
      "规则“丢弃服务器发出的接下来 1 个 SYN-ACK”拦住了第 1 帧（SYN），此时它已走过 50 % 的路程。",
    ],
    [
      { kind: "frame.held", frame: 1, host: "client", by: { by: "rule", rule: "hold" }, position: 0.5 },
      "The wire stopped frame 1 (SYN) after 50 % of its way, because it holds what the client sends.",
      "线路拦住了第 1 帧（SYN），此时它已走过 50 % 的路程：客户端发出的帧目前都要拦住。",
    ],
  ],
  "frame.released": [
    [
      { kind: "frame.released", frame: 1, host: "client", by: HAND, due: log.latest.t },
      "By hand, frame 1 (SYN) was let go.",
      "第 1 帧（SYN）被手动放行。",
    ],
  ],
  "frame.rescheduled": [
    [
      rescheduled(HAND, 500),
      "By hand, frame 1 (SYN) was put off by 200 ms: 500 ms from then it is to arrive.",
      "第 1 帧（SYN）被手动推迟 200 ms：从此刻起还要 500 ms 到达。",
    ],
    [
      rescheduled(HAND, 250),
      "By hand, frame 1 (SYN) was brought forward by 50 ms: 250 ms from then it is to arrive.",
      "第 1 帧（SYN）被手动提前 50 ms：从此刻起还要 250 ms 到达。",
    ],
    [
      rescheduled(RULE, 500),
      "The rule “Lose the next SYN-ACK from the server” put frame 1 (SYN) off by 200 ms: 500 ms from then it is to arrive.",
      "规则“丢弃服务器发出的接下来 1 个 SYN-ACK”把第 1 帧（SYN）推迟了 200 ms：从此刻起还要 500 ms 到达。",
    ],
  ],
  "frame.lost": [
    [
      { kind: "frame.lost", frame: 2, host: "server", by: RULE, position: 0.5 },
      "The rule “Lose the next SYN-ACK from the server” dropped frame 2 (SYN-ACK): it does not arrive.",
      "规则“丢弃服务器发出的接下来 1 个 SYN-ACK”丢弃了第 2 帧（SYN-ACK）：它不会到达。",
    ],
    [
      { kind: "frame.lost", frame: 2, host: "server", by: { by: "rule", rule: "gone" }, position: 0.5 },
      "The rule “a rule” dropped frame 2 (SYN-ACK): it does not arrive.",
      "规则“某条规则”丢弃了第 2 帧（SYN-ACK）：它不会到达。",
    ],
    [
      { kind: "frame.lost", frame: 1, host: "client", by: HAND, position: 0.5 },
      "By hand, frame 1 (SYN) was dropped: it does not arrive.",
      "第 1 帧（SYN）被手动丢弃：它不会到达。",
    ],
    [
      { kind: "frame.lost", frame: 6, host: "client", by: { by: "repeat", of: 1 }, position: 0.5 },
      "The client repeated frame 1, which is still held. The wire counted the repeat (frame 6) on it and did not carry it.",
      "客户端重传了仍被拦住的第 1 帧。线路把这次重传（第 6 帧）记在原来那一帧上，没有另外传送。",
    ],
    [
      { kind: "frame.lost", frame: 1, host: "client", by: { by: "limit", limit: "lab_full" }, position: 0 },
      "The wire dropped frame 1 (SYN), because a limit of the lab was reached (lab_full).",
      "线路丢弃了第 1 帧（SYN），因为实验达到了上限（lab_full）。",
    ],
  ],
} satisfies Readonly<Record<string, readonly Case[]>>;
