import type { Cause, TraceLog } from "@wirestage/trace";
import type { TFunction } from "i18next";
import { placeAmongAlike } from "../format/program-place.ts";
import { shortCommand } from "../format/short-command.ts";
import { type TimerMeaning, timerThatCaused } from "../hosts/socket-meaning.ts";
import { frameIndex } from "../inspector/frame-index.ts";
import type { FrameKind } from "../inspector/frame-kind.ts";

export type EventsT = TFunction<"events">;

/** `client` and `server` in the reader's language; any other host by its own name. */
export function hostText(host: string | null, t: EventsT): string {
  if (host === null) return t("someHost");
  return host === "client" || host === "server" ? t(`host.${host}`) : host;
}

/** `server program`, `second client program`, `client console`, `command “nc -l 9999”`. */
export function programText(program: number, log: TraceLog, t: EventsT): string {
  const started = log.latest.programs.get(program)?.started;
  if (!started) return t("program.unknown", { program });
  const { role, language, name } = started;
  if (language === "console") return t("program.console", { host: hostText(started.host, t) });
  const which = role === null ? t("program.command", { name: shortCommand(name) }) : t(`program.${role}`);
  const place = placeAmongAlike(started, log);
  return place > 1 ? t("program.again", { program: which, place }) : which;
}

export function kindText(kind: FrameKind, payloadLength: number, t: EventsT): string {
  return kind === "data" ? t("kind.data", { count: payloadLength }) : t(`kind.${kind}`);
}

/** `frame 3 (SYN)`. */
export function frameText(frame: number, log: TraceLog, t: EventsT): string {
  const summary = frameIndex(log).summary(frame);
  if (!summary) return t("frame", { frame });
  return t("frameOfKind", { frame, kind: kindText(summary.kind, summary.view?.payloadLength ?? 0, t) });
}

/** `connect()`. */
export function callText(call: number, log: TraceLog, t: EventsT): string {
  const name = log.calls[call - 1]?.entered.name;
  return name === undefined ? t("callUnknown") : `${name}()`;
}

function becauseOfTimer(fact: string, timer: string, t: EventsT): string {
  switch (timer) {
    case "retransmit":
    case "keepalive":
    case "probe":
      return t(`because.${timer}`, { fact });
    case "finTimeout":
      return t("because.finTimeout", { fact });
    case "time-wait":
      return t("because.timeWait", { fact });
    case "delayed-ack":
      return t("because.delayedAck", { fact });
    default:
      return t("because.timer", { fact, timer });
  }
}

/** A fact with what is still to come, told after the timer that ran out, or null where another cause brought it. */
export function afterTimerText(fact: string, cause: Cause, log: TraceLog, t: EventsT): string | null {
  if (cause.by !== "timer") return null;
  const timer = timerThatCaused(cause, log);
  if (timer !== "retransmit" && timer !== "keepalive" && timer !== "probe") return null;
  return t(`afterTimer.${timer}`, { fact });
}

/** A fact and why it is so, as one sentence. */
export function becauseText(fact: string, cause: Cause, log: TraceLog, t: EventsT): string {
  switch (cause.by) {
    case "call":
      return t("because.call", { fact, call: cause.call, name: callText(cause.call, log, t) });
    case "frame":
      return t("because.frame", { fact, frame: frameText(cause.frame, log, t) });
    case "timer":
      return becauseOfTimer(fact, timerThatCaused(cause, log), t);
    case "exit":
      return t("because.exit", { fact, program: programText(cause.program, log, t) });
    case "kernel":
      return t("because.kernel", { fact });
    default:
      return cause satisfies never;
  }
}

export function timerText(kind: TimerMeaning, left: string, t: EventsT): string {
  return kind === "time-wait" ? t("timer.timeWait", { left }) : t(`timer.${kind}`, { left });
}
