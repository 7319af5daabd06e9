import { isLinkNoise } from "@wirestage/wire";
import { bytesOfBase64 } from "../call-text.ts";
import { type EventOf, type FrameOrigin, isFrameOrigin, type TraceEvent } from "../event.ts";
import type { WireActor } from "../facts.ts";
import { frameBytesAt } from "../frame-entry.ts";
import type { TraceLog } from "../log.ts";
import { NS_PER_MS, NS_PER_US, type TraceTime } from "../time.ts";
import type { RulePick, WireRule } from "../wire-rule.ts";
import { withoutSecrets } from "../without-secrets.ts";
import { type CallText, callText, madeSocket } from "./call-text.ts";
import { connectionText, otherPacketText, packetText } from "./packet-text.ts";
import { SequenceBases } from "./sequence-bases.ts";

/** Of one packetdrill line: `time` in µs since the lab opened, `end` where a call was still going on later. */
interface Step {
  readonly time: number;
  readonly end: number | null;
  readonly text: string;
}

function microseconds(t: TraceTime): number {
  return Math.round(t / NS_PER_US);
}

function seconds(us: number): string {
  return (us / 1e6).toFixed(6).replace(/\.?0+$/, "");
}

function actorText(by: WireActor): string {
  switch (by.by) {
    case "hand":
      return "by hand";
    case "rule":
      return by.rule === "hold" ? "by the rule that holds every frame" : `by rule ${by.rule}`;
    case "repeat":
      return `as a repeat of frame ${by.of}, which is held`;
    case "limit":
      return `by the limit ${by.limit}`;
    default:
      return by satisfies never;
  }
}

function pickText(pick: RulePick): string {
  switch (pick.of) {
    case "all":
      return "every";
    case "next":
      return `the next ${pick.count}`;
    case "every":
      return `every ${pick.nth}th`;
    case "share":
      return `${pick.percent} % of`;
    default:
      return pick satisfies never;
  }
}

function ruleText({ id, host, filter, pick, action }: WireRule): string {
  const frames = host === null ? "frames" : `frames of ${host}`;
  const matching = filter.trim() === "" ? "" : `, matching ${filter}`;
  return `rule ${id}: ${action.do}, ${pickText(pick)} ${frames}${matching}`;
}

/** What the wire did, for which packetdrill has no syntax; null for what a packet's own line tells. */
function deedText(event: TraceEvent): string | null {
  switch (event.kind) {
    case "frame.held":
      return `frame ${event.frame} held ${actorText(event.by)}`;
    case "frame.released":
      return `frame ${event.frame} released ${actorText(event.by)}`;
    case "frame.lost":
      return `frame ${event.frame} lost ${actorText(event.by)}`;
    case "frame.altered":
      return `frame ${event.frame} altered ${actorText(event.by)}: bit ${event.bit} of byte ${event.offset}`;
    case "frame.rescheduled":
      return `frame ${event.frame} rescheduled ${actorText(event.by)}, to arrive in ${(event.due - event.t) / NS_PER_MS} ms`;
    case "frame.copied":
      return `frame ${event.frame} copied from frame ${event.of} ${actorText(event.by)}`;
    case "frame.injected":
      return `frame ${event.frame} injected ${actorText(event.by)}`;
    case "rule.set":
      return ruleText(event.rule);
    case "rule.removed":
      return `rule ${event.id} is ${event.why === "spent" ? "spent" : "removed"}`;
    case "rule.changed":
      return event.rule === "delay" && event.to !== null
        ? `frames of ${event.host} take ${event.to / NS_PER_MS} ms`
        : null;
    default:
      return null;
  }
}

class PacketdrillWriter {
  readonly #log: TraceLog;
  readonly #host: string;
  readonly #lines: string[] = [];
  readonly #bases = new SequenceBases();
  /** File descriptors by socket number; a closed one keeps its number, for the call that closed it. */
  readonly #fds = new Map<number, number>();
  #before: number | null = null;
  #connection: string | null = null;

  constructor(log: TraceLog, host: string) {
    this.#log = log;
    this.#host = host;
    const opened = log.events[0];
    if (opened?.kind === "lab.opened") this.#head(opened);
  }

  finish(): string {
    return `${this.#lines.join("\n")}\n`;
  }

  take(event: TraceEvent): void {
    if (isFrameOrigin(event)) this.#learn(event);
    const deed = deedText(event);
    if (deed !== null && !this.#isNoise(event)) this.#comment(deed);
    switch (event.kind) {
      case "program.started":
        if (event.host === this.#host) this.#comment(`${event.name} starts`);
        return;
      case "program.ended":
        this.#takeEnd(event);
        return;
      case "call.entered":
        if (event.host === this.#host) this.#takeCall(event);
        return;
      case "frame.sent":
        if (event.host === this.#host) this.#takePacket(event.frame, ">", event.t);
        return;
      case "frame.delivered":
        if (event.host === this.#host) this.#takePacket(event.frame, "<", event.t);
        return;
      default:
        return;
    }
  }

  #head({ kernelRelease, hosts }: EventOf<"lab.opened">): void {
    const address = hosts.find((host) => host.name === this.#host)?.address ?? "";
    this.#comment(`What ${this.#host} (${address}) saw: Linux ${kernelRelease}, recorded by Wirestage.`);
    this.#comment("In the manner of packetdrill; times are s since the line before.");
  }

  #learn(origin: FrameOrigin): void {
    if (origin.kind === "frame.sent") this.#bases.sent(bytesOfBase64(origin.bytes));
  }

  #isNoise(event: TraceEvent): boolean {
    if (!("frame" in event)) return false;
    const entry = this.#log.frames[event.frame - 1];
    return entry !== undefined && isLinkNoise(bytesOfBase64(entry.sent.bytes));
  }

  #takeEnd({ program, signal }: EventOf<"program.ended">): void {
    const started = this.#log.latest.programs.get(program)?.started;
    if (started?.host !== this.#host) return;
    this.#comment(signal === null ? `${started.name} ends` : `${started.name} is ended by ${signal}`);
  }

  #takeCall(entered: EventOf<"call.entered">): void {
    const entry = this.#log.calls[entered.call - 1];
    const shown = withoutSecrets(entered);
    if (!entry || shown.kind !== "call.entered") return;
    const fd = entered.socket === null ? null : this.#fdOf(entered.socket);
    const text = callText({ ...entry, entered: shown }, fd);
    this.#learnFd(entry.returned);
    const end = entry.blocked && entry.returned ? microseconds(entry.returned.t) : null;
    this.#call(text, microseconds(entered.t), end);
  }

  #call(text: CallText, time: number, end: number | null): void {
    if (text.is === "comment") this.#comment(text.text);
    else this.#step({ time, end, text: `${text.call} = ${text.result}` });
  }

  #fdOf(socket: number): number | null {
    const known = this.#fds.get(socket);
    if (known !== undefined) return known;
    const event = this.#log.socketEvents.find(
      (each) => each.socket === socket && each.kind !== "socket.closed" && each.fd !== null,
    );
    const fd = event && event.kind !== "socket.closed" ? event.fd : null;
    if (fd !== null) this.#fds.set(socket, fd);
    return fd;
  }

  #learnFd(returned: EventOf<"call.returned"> | null): void {
    const made = returned && madeSocket(returned.outcome);
    if (made) this.#fds.set(made.socket, made.fd);
  }

  #takePacket(frame: number, direction: "<" | ">", t: TraceTime): void {
    const entry = this.#log.frames[frame - 1];
    if (!entry) return;
    const bytes = bytesOfBase64(direction === ">" ? entry.sent.bytes : frameBytesAt(entry, t));
    if (isLinkNoise(bytes)) return;
    const length = Math.max(entry.sent.length, bytes.length);
    this.#nameConnection(bytes, direction);
    const text = packetText(bytes, length, this.#bases.of(bytes));
    const name = `// frame ${frame}`;
    if (text === null) this.#comment(`frame ${frame} ${direction} ${otherPacketText(bytes, length)}`);
    else this.#step({ time: microseconds(t), end: null, text: `${direction} ${text}  ${name}` });
  }

  #nameConnection(bytes: Uint8Array, direction: "<" | ">"): void {
    const connection = connectionText(bytes, direction === ">" ? "sender" : "receiver");
    if (connection === null || connection === this.#connection) return;
    this.#connection = connection;
    this.#comment(`between ${connection}`);
  }

  #step({ time, end, text }: Step): void {
    const before = this.#before ?? time;
    this.#before = time;
    const until = end === null ? "" : `...${seconds(end - before)}`;
    this.#lines.push(`+${seconds(time - before)}${until} ${text}`);
  }

  #comment(text: string): void {
    this.#lines.push(`// ${text.replaceAll(/\p{Cc}/gu, " ")}`);
  }
}

/**
 * A run as `host` saw it, in the manner of packetdrill: its calls, `>` what its kernel sent and `<` what arrived, TCP's
 * numbers relative to the SYNs, times in s since the line before. A call that had to wait has the time of its end behind
 * `...`, since the line before as well. What packetdrill has no words for is a comment: holds, losses, other calls.
 */
export function packetdrillText(log: TraceLog, host: string): string {
  const writer = new PacketdrillWriter(log, host);
  for (const event of log.events) writer.take(event);
  return writer.finish();
}
