import { TraceBuilder, udpEchoRun } from "@wirestage/trace/testing";
import i18next, { type TFunction } from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { en as rules } from "../wire-controls/rules/messages.ts";
import { en, zh } from "./messages.ts";
import { sentenceOf } from "./sentence.ts";

const KERNEL = { by: "kernel" } as const;

let tEn: TFunction<"events">;
let tZh: TFunction<"events">;
let rulesT: TFunction<"rules">;

beforeAll(async () => {
  const page = i18next.createInstance();
  const resources = { en: { events: en, rules }, zh: { events: zh, rules } };
  await page.init({ lng: "en", resources, interpolation: { escapeValue: false } });
  tEn = page.getFixedT("en", "events");
  tZh = page.getFixedT("zh", "events");
  rulesT = page.getFixedT("en", "rules");
});

describe("sockets without a handshake", () => {
  const b = new TraceBuilder();
  const kernel = { cause: KERNEL } as const;
  const udp = b.socket("client", { type: "SOCK_DGRAM", state: "CLOSE", ...kernel });
  b.change(udp, { queues: { receive: 768, send: 0 }, ...kernel });
  b.change(udp, { state: "ESTABLISHED", remote: { address: "10.0.0.2", port: 8888 }, ...kernel });
  b.change(udp, { remote: { address: "10.0.0.2", port: 53 }, ...kernel });
  b.close(udp, KERNEL);
  const path = { address: "/run/echo.sock", port: 0 };
  const unix = b.socket("server", { family: "AF_UNIX", state: "CLOSE", ...kernel });
  b.change(unix, { local: path, ...kernel });
  b.change(unix, { state: "LISTEN", local: path, queues: { receive: 0, send: 5 }, ...kernel });
  b.change(unix, { state: "LISTEN", local: path, queues: { receive: 1, send: 5 }, ...kernel });
  const facts = (t: TFunction<"events">) =>
    b.events
      .slice(1)
      .map((event) => sentenceOf(event, b.log, t, rulesT).split(/[.。]\s?(?=What|没有观察)/)[0]);

  it("are told as connected or not, with Linux' word for it", () => {
    expect(facts(tEn).slice(0, 5)).toEqual([
      "The client made socket 1 for UDP, unconnected (CLOSE in Linux)",
      "Socket 1 of the client stays unconnected (CLOSE in Linux): datagrams to be read take up 768 B of memory",
      "Socket 1 of the client now has 10.0.0.2:8888 as its only peer, without any frame (ESTABLISHED in Linux)",
      "Socket 1 of the client now has 10.0.0.2:53 as its only peer, without any frame (ESTABLISHED in Linux)",
      "The client forgot socket 1, which was connected (ESTABLISHED in Linux)",
    ]);
    expect(facts(tZh)[0]).toBe("客户端建立了 UDP 套接字 1，状态为未连接（Linux 称之为 CLOSE）");
  });

  it("of AF_UNIX are told with their path and queues", () => {
    expect(facts(tEn).slice(5)).toEqual([
      "The server made socket 2 for AF_UNIX streams, in CLOSE",
      "Socket 2 of the server now has the address /run/echo.sock",
      "Socket 2 of the server went from CLOSE to LISTEN",
      "Socket 2 of the server stays in LISTEN: connections waiting for accept(): 1 (backlog 5)",
    ]);
  });
});

describe("a datagram longer than the buffer", () => {
  it("is told at the call that read it, in brackets as it is our conclusion", () => {
    const { log: read } = udpEchoRun({ input: ["hello"], bufferSize: 2 }).run();
    const returned = read.events.filter(
      (event) => event.kind === "call.returned" && event.outcome.ok && event.outcome.value !== null,
    );
    const sentences = returned
      .map((event) => sentenceOf(event, read, tEn, rulesT))
      .filter((text) => text.includes("["));
    expect(sentences).toEqual([
      "recvfrom() (call 3) returned (b'he', ('10.0.0.1', 40022)). [The datagram of frame 1 had 5 bytes; the 3 that did not fit into the buffer are lost.]",
    ]);
  });
});
