import { type Cause, printCall, type TraceLog } from "@wirestage/trace";
import type { useTranslation } from "react-i18next";
import { timerThatCaused } from "../hosts/socket-meaning.ts";

type StageText = ReturnType<typeof useTranslation<"stage">>["t"];

function timerText(timer: string, t: StageText): string {
  switch (timer) {
    case "retransmit":
    case "keepalive":
    case "probe":
    case "time-wait":
    case "delayed-ack":
    case "finTimeout":
      return t(`because.timers.${timer}`);
    default:
      return t("because.timer", { timer });
  }
}

/** Why a socket changed, in words: "because of frame #2". */
export function causeText(cause: Cause, t: StageText, log: TraceLog): string {
  switch (cause.by) {
    case "frame":
      return t("because.frame", { frame: cause.frame });
    case "call": {
      const call = log.calls[cause.call - 1];
      return t("because.call", { call: call ? printCall(call.entered) : `#${cause.call}` });
    }
    case "timer":
      return timerText(timerThatCaused(cause, log), t);
    case "exit":
      return t("because.exit");
    case "kernel":
      return t("because.kernel");
    default:
      return cause satisfies never;
  }
}
