import type { SocketState } from "@wirestage/trace";
import { addressOn } from "./check-address.ts";
import { type Bilingual, type ConsoleConstant, constantsOf, OPTIONS, optionNamed } from "./constants.ts";
import { isWildcard } from "./host-address.ts";
import { meaningOf } from "./meaning.ts";
import type { ConsoleMethod, Parameter } from "./method.ts";
import type { KnownHost, KnownSocket, KnownValue, Scope } from "./scope.ts";

/** Something that may stand for a parameter, as one would type it. */
export interface Suggestion {
  readonly text: string;
  readonly gloss: Bilingual;
}

/** Where a parameter is to be filled in. */
export interface Situation {
  readonly method: ConsoleMethod;
  readonly parameter: Parameter;
  /** What the method belongs to; null for `socket(…)` and for what is not known. */
  readonly socket: KnownSocket | null;
  readonly scope: Scope;
  /** Constants that the arguments before name. */
  readonly before: readonly string[];
}

const USUAL_PORT = 8888;

function suggest(text: string, en: string, zh: string): Suggestion {
  return { text, gloss: { en, zh } };
}

function ofConstants(constants: readonly ConsoleConstant[]): readonly Suggestion[] {
  return constants.map(({ name, gloss }) => ({ text: name, gloss }));
}

function namesOf(scope: Scope, kind: KnownValue["kind"]): readonly Suggestion[] {
  return [...scope.names].flatMap(([name, known]) =>
    known.kind === kind ? [{ text: name, gloss: meaningOf(known) }] : [],
  );
}

const HOST_NAMES: ReadonlyMap<string, Bilingual> = new Map([
  ["client", { en: "the client", zh: "客户端" }],
  ["server", { en: "the server", zh: "服务器" }],
]);

function hostWord(name: string): Bilingual {
  return HOST_NAMES.get(name) ?? { en: name, zh: name };
}

function printed(host: string, port: number): string {
  return `("${host}", ${port})`;
}

function ownHost({ scope }: Situation): KnownHost | undefined {
  return scope.hosts.find(({ name }) => name === scope.host);
}

function family({ socket }: Situation) {
  return socket?.family ?? "AF_INET";
}

/** Addresses to bind to: of this host alone, of every interface, of this host for itself. */
function boundAddresses(situation: Situation): readonly Suggestion[] {
  const own = ownHost(situation);
  const address = own && addressOn(own, family(situation));
  const [any, loopback] = family(situation) === "AF_INET6" ? ["::", "::1"] : ["0.0.0.0", "127.0.0.1"];
  const first = address ? [suggest(printed(address, USUAL_PORT), "this host's address", "本机地址")] : [];
  return [
    ...first,
    suggest(printed(any, USUAL_PORT), "every address of this host", "本机的所有地址"),
    suggest(printed(loopback, USUAL_PORT), "reached from this host only", "只有本机能访问"),
    ...(address ? [suggest(printed(address, 0), "the kernel chooses the port", "端口由内核挑选")] : []),
  ];
}

function isThere(other: SocketState, { socket }: Situation): boolean {
  const isServed = other.type === "SOCK_DGRAM" ? other.local.port !== 0 : other.state === "LISTEN";
  return isServed && other.type === (socket?.type ?? "SOCK_STREAM") && other.local.port !== 0;
}

/** Where somebody can be reached, on other hosts first. */
function servedAddresses(situation: Situation): readonly Suggestion[] {
  const { scope } = situation;
  const isElsewhere = ({ host }: SocketState) => Number(host !== scope.host);
  return scope.sockets
    .filter((other) => other.family === family(situation) && isThere(other, situation))
    .sort((a, b) => isElsewhere(b) - isElsewhere(a))
    .flatMap((other) => {
      const host = scope.hosts.find(({ name }) => name === other.host);
      const own = host ? addressOn(host, family(situation)) : null;
      const address = isWildcard(other.local.address) ? own : other.local.address;
      const word = hostWord(other.host);
      return address === null
        ? []
        : [
            suggest(
              printed(address, other.local.port),
              `${word.en}: somebody is there`,
              `${word.zh}：那里有人`,
            ),
          ];
    });
}

function hostAddresses(situation: Situation): readonly Suggestion[] {
  const { scope } = situation;
  return [...scope.hosts]
    .sort((a, b) => Number(a.name === scope.host) - Number(b.name === scope.host))
    .flatMap((host) => {
      const address = addressOn(host, family(situation));
      const { en, zh } = hostWord(host.name);
      return address === null ? [] : [suggest(printed(address, USUAL_PORT), en, zh)];
    });
}

const PATH = suggest('"echo.sock"', "a path of this lab", "本实验里的路径");

function addresses(situation: Situation): readonly Suggestion[] {
  if (family(situation) === "AF_UNIX") return [PATH, ...namesOf(situation.scope, "text")];
  if (situation.method.name === "bind") return boundAddresses(situation);
  const names = namesOf(situation.scope, "address");
  const all = [...servedAddresses(situation), ...names, ...hostAddresses(situation)];
  return all.filter(({ text }, at) => all.findIndex((other) => other.text === text) === at);
}

/** Options of the level named before; those that do something for the socket first. */
function options({ before, socket, method }: Situation): readonly Suggestion[] {
  const atLevel = OPTIONS.filter(({ level }) => before.length === 0 || before.includes(level));
  const isFor = (option: (typeof OPTIONS)[number]) =>
    (option.type === "any" || option.type === socket?.type) &&
    (option.family === "any" || option.family === socket?.family) &&
    (method.name !== "setsockopt" || option.value !== "read-only");
  return ofConstants([...atLevel.filter(isFor), ...atLevel.filter((option) => !isFor(option))]);
}

const ON = suggest("1", "on", "开");
const OFF = suggest("0", "off", "关");
const LINGERS = [
  suggest("(1, 0)", "close sends RST at once", "close 立即发 RST"),
  suggest("(1, 5)", "close waits up to 5 s", "close 最多等 5 秒"),
  suggest("(0, 0)", "off: close does not wait", "关：close 不等待"),
];

function optionValues({ before }: Situation): readonly Suggestion[] {
  const option = before.map(optionNamed).find((each) => each !== null);
  if (!option || option.value === "switch" || option.value === "read-only") return [ON, OFF];
  if (option.value === "linger") return LINGERS;
  return [suggest(String(option.usual), option.gloss.en, option.gloss.zh)];
}

const DATA = [
  suggest('b"hello"', "five bytes", "五个字节"),
  suggest('b"hello\\n"', "a line", "一行"),
  suggest('"你好".encode()', "text that ASCII cannot hold, as UTF-8", "ASCII 之外的文字，编码为 UTF-8"),
];
const STREAM_DATA = [suggest('b"x" * 8000', "more than one segment", "一个报文段装不下")];
const DATAGRAM_DATA = [
  suggest('b"x" * 8000', "more than one frame holds", "一个帧装不下"),
  suggest('b"x" * 70000', "more than a datagram can hold", "一个数据报装不下"),
];

function data({ socket, scope }: Situation): readonly Suggestion[] {
  const long = socket?.type === "SOCK_DGRAM" ? DATAGRAM_DATA : STREAM_DATA;
  return [...DATA, ...long, ...namesOf(scope, "bytes")];
}

const SEND_FLAGS: ReadonlySet<string> = new Set(["MSG_DONTWAIT", "MSG_OOB"]);

function flags({ method }: Situation): readonly Suggestion[] {
  const fitting = constantsOf("flag").filter(({ name }) => method.name !== "send" || SEND_FLAGS.has(name));
  return ofConstants(fitting);
}

const SIZES = [
  suggest("1024", "usual", "常用"),
  suggest("1", "byte by byte", "一次一个字节"),
  suggest("65536", "all that may have come", "能到的都读走"),
];
const BACKLOGS = [
  suggest("5", "usual", "常用"),
  suggest("0", "the shortest queue", "最短的队列"),
  suggest("1", "one more", "再多一个"),
];
const SECONDS = [
  suggest("5", "at most 5 s", "最多 5 秒"),
  suggest("None", "as long as it takes", "一直等"),
  suggest("0", "never wait", "从不等待"),
];
const SWITCHES = [suggest("False", "never wait", "从不等待"), suggest("True", "wait", "等待")];
const MODES = [
  suggest('"rw"', "read and write", "读写"),
  suggest('"r"', "read", "读"),
  suggest('"w"', "write", "写"),
];

/** What may be filled in for a parameter, likeliest first. */
export function suggestions(situation: Situation): readonly Suggestion[] {
  const { kind } = situation.parameter;
  switch (kind) {
    case "family":
    case "type":
    case "level":
    case "how":
      return ofConstants(constantsOf(kind));
    case "option":
      return options(situation);
    case "value":
      return optionValues(situation);
    case "flags":
      return flags(situation);
    case "address":
      return addresses(situation);
    case "bytes":
      return data(situation);
    case "size":
      return SIZES;
    case "backlog":
      return BACKLOGS;
    case "seconds":
      return SECONDS;
    case "switch":
      return SWITCHES;
    case "mode":
      return MODES;
    default:
      return kind satisfies never;
  }
}
