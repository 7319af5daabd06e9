import { NS_PER_MS, type WireRule } from "@wirestage/trace";
import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { en, zh } from "./messages.ts";
import { type RulesT, ruleText } from "./rule-text.ts";

let tEn: RulesT;
let tZh: RulesT;

beforeAll(async () => {
  const page = i18next.createInstance();
  const resources = { en: { rules: en }, zh: { rules: zh } };
  await page.init({ lng: "en", resources, interpolation: { escapeValue: false } });
  tEn = page.getFixedT("en", "rules");
  tZh = page.getFixedT("zh", "rules");
});

const ANY: WireRule = { id: "r", host: null, filter: "", pick: { of: "all" }, action: { do: "lose" } };
const SYN_ACK = "tcp.flags.syn == 1 && tcp.flags.ack == 1";
const delay = (delayMs: number, jitterMs: number, keepsOrder = true) =>
  ({ do: "delay", delayNs: delayMs * NS_PER_MS, jitterNs: jitterMs * NS_PER_MS, keepsOrder }) as const;
const corrupt = (at: { offset: number; bit: number } | null, checksums: "left" | "mended") =>
  ({ do: "corrupt", at, checksums }) as const;

const CASES: readonly (readonly [Partial<WireRule>, string, string])[] = [
  [{}, "Lose all frames", "丢弃所有帧"],
  [{ filter: SYN_ACK, pick: { of: "next", count: 1 } }, "Lose the next SYN-ACK", "丢弃接下来 1 个 SYN-ACK"],
  [
    { filter: "tcp.len > 0", pick: { of: "every", nth: 2 }, action: { do: "duplicate" } },
    "Duplicate every second data segment",
    "复制每 2 个数据段中的一个",
  ],
  [
    { filter: "frame.len > 100", host: "server", pick: { of: "next", count: 3 }, action: { do: "hold" } },
    "Hold the next 3 frames from the server longer than 100 bytes",
    "拦住服务器发出的接下来 3 个长于 100 字节的帧",
  ],
  [
    { filter: "tcp.port == 80", pick: { of: "every", nth: 5 } },
    "Lose one in 5 frames matching tcp.port == 80",
    "丢弃每 5 个符合 tcp.port == 80 的帧中的一个",
  ],
  [{ pick: { of: "share", percent: 0.5 } }, "Lose 0.5 % of all frames", "丢弃随机 0.5 % 的帧"],
  [{ action: delay(200, 0) }, "Delay all frames by 200 ms", "把所有帧推迟 200 ms"],
  [{ action: delay(200, 50) }, "Delay all frames by 200 ms ± 50 ms", "把所有帧推迟 200 ms ± 50 ms"],
  [
    { action: delay(0, 15, false) },
    "Delay all frames by 0 to 15 ms, free to overtake",
    "把所有帧随机推迟 0 到 15 ms，可以超过前面的帧",
  ],
  [{ action: corrupt(null, "left") }, "Flip a bit in all frames", "对所有帧翻转一位"],
  [
    { action: corrupt({ offset: 54, bit: 3 }, "mended") },
    "Flip bit 3 of byte 54 in all frames, checksums mended",
    "对所有帧翻转第 54 字节的第 3 位，并重算校验和",
  ],
  [
    { action: { do: "reorder", waitNs: NS_PER_MS }, host: "client" },
    "Swap all frames from the client with the one after",
    "把客户端发出的所有帧与后一帧对调",
  ],
  [
    { action: { do: "limit-rate", bitsPerSecond: 10_000_000, queueBytes: 65_536 } },
    "Limit all frames to 10 Mbit/s, queue 64 KiB",
    "把所有帧限速为 10 Mbit/s，队列 64 KiB",
  ],
];

describe("a rule in words", () => {
  it.each(CASES)("%j", (part, english, chinese) => {
    const said = (t: RulesT) => ruleText({ ...ANY, ...part }, t).replaceAll("\u202f", " ");
    expect(said(tEn)).toBe(english);
    expect(said(tZh)).toBe(chinese);
  });
});
