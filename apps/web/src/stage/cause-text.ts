import { type Cause, printCall, type TraceLog } from "@wirestage/trace";
import type { useTranslation } from "react-i18next";

type StageText = ReturnType<typeof useTranslation<"stage">>["t"];

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
      return t("because.timer", { timer: cause.timer });
    case "exit":
      return t("because.exit");
    case "kernel":
      return t("because.kernel");
    default:
      return cause satisfies never;
  }
}
