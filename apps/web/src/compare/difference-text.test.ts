import { compareRuns, type TraceLog } from "@wirestage/trace";
import { type TcpEchoRunOptions, tcpEchoRun } from "@wirestage/trace/testing";
import i18next, { type TFunction } from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { differenceText } from "./difference-text.ts";
import { en, zh } from "./messages.ts";

let inEnglish: TFunction<"compare">;
let inChinese: TFunction<"compare">;

beforeAll(async () => {
  await i18next.init({ lng: "en", resources: { en: { compare: en }, zh: { compare: zh } } });
  inEnglish = i18next.getFixedT("en", "compare");
  inChinese = i18next.getFixedT("zh", "compare");
});

const echo = (options: TcpEchoRunOptions = {}) => tcpEchoRun(options).run(5_000).log;

function lossy(): TraceLog {
  const builder = tcpEchoRun();
  for (let ms = 0; builder.log.frames.length < 4; ms += 1) builder.run(ms);
  builder.lose(4);
  return builder.run(5_000).log;
}

function texts(left: TraceLog, right: TraceLog, t: TFunction<"compare">): string[] {
  return compareRuns(left, right).differences.map((difference) => differenceText(difference, t));
}

describe("a difference in words", () => {
  it("tells which frame came to another end", () => {
    const logs = [lossy(), echo()] as const;
    expect(texts(...logs, inEnglish)[0]).toBe(
      "#4 data of 5 bytes from the client: lost on the left, delivered on the right.",
    );
    expect(texts(...logs, inChinese)[0]).toBe("客户端的 #4 数据（5 字节）：左边丢失，右边送达。");
  });

  it("tells what happened on one side alone, and how much more of it", () => {
    expect(texts(lossy(), echo(), inEnglish)).toContain(
      "The right run goes on: CLOSE_WAIT at the server and 2 more in a row.",
    );
  });

  it("tells what happened instead, and what a call answered", () => {
    const all = texts(echo({ input: ["one"] }), echo({ input: ["three"] }), inEnglish);
    expect(all).toContain(
      "On the left #4 data of 3 bytes from the client, on the right #4 data of 5 bytes from the client.",
    );
    expect(all).toContain("recv() of the server: “3 bytes” on the left, “5 bytes” on the right.");
  });
});
