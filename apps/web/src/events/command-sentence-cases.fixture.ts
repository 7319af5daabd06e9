import type { CommandInput } from "@wirestage/protocol";
import type { EventFacts } from "@wirestage/trace";
import type { Case } from "./sentence-cases.fixture.ts";
import { LOSE_SYN_ACK } from "./sentence-log.fixture.ts";

function given(command: CommandInput): EventFacts {
  return { kind: "command.given", command };
}

/** What a person told the lab. */
export const COMMAND_CASES: readonly Case[] = [
  [
    given({ do: "frame.drop", frame: 1 }),
    "The lab was told: drop frame 1 (SYN).",
    "向实验下达指令：丢弃第 1 帧（SYN）。",
  ],
  [
    given({ do: "frame.delay", frame: 1, delayNs: 200_000_000 }),
    "The lab was told: put frame 1 (SYN) off by 200 ms.",
    "向实验下达指令：把第 1 帧（SYN）推迟 200 ms。",
  ],
  [
    given({ do: "wire.hold", on: true }),
    "The lab was told: hold every frame.",
    "向实验下达指令：拦住每一帧。",
  ],
  [
    given({ do: "wire.hold", on: false }),
    "The lab was told: hold frames no longer.",
    "向实验下达指令：不再拦住帧。",
  ],
  [
    given({ do: "wire.preset", preset: "wifi" }),
    "The lab was told: make the wire a home Wi-Fi.",
    "向实验下达指令：把线路换成家用 Wi-Fi。",
  ],
  [
    given({ do: "rule.set", rule: LOSE_SYN_ACK }),
    "The lab was told: set the rule “Lose the next SYN-ACK from the server”.",
    "向实验下达指令：设定规则“丢弃服务器发出的接下来 1 个 SYN-ACK”。",
  ],
  [
    given({ do: "rule.remove", id: "rule-1" }),
    "The lab was told: take the rule “Lose the next SYN-ACK from the server” away.",
    "向实验下达指令：移除规则“丢弃服务器发出的接下来 1 个 SYN-ACK”。",
  ],
  [
    given({ do: "program.input", program: 1, text: "hello" }),
    "The lab was told: type the line “hello” into the client program.",
    "向实验下达指令：向客户端程序输入一行“hello”。",
  ],
  [
    { kind: "command.given", command: { do: "wire.sing" } },
    "The lab was told something that this page does not know (wire.sing).",
    "向实验下达了本页不认识的指令（wire.sing）。",
  ],
];
