import type { TraceLog } from "@wirestage/trace";
import { useTranslation } from "react-i18next";
import { useLog } from "../../session/hooks.ts";
import type { FailedCall } from "./evidence.ts";
import { type Reason, whyFailed } from "./why-failed.ts";

/** Why a call failed here, in the reader's language. */
export interface ReasonText {
  /** @param frame what stands for the frame that told, where the sentence names one */
  readonly sentence: (frame?: string) => string;
  /** The frame that the sentence names. */
  readonly frame: number | null;
}

export function useReasonText(): (call: FailedCall) => ReasonText {
  const { t } = useTranslation("calls");
  const log = useLog();
  const hostText = (host: string | number | undefined) =>
    host === "client" || host === "server" ? t(`host.${host}`) : String(host ?? "");
  const programText = (program: string | number | undefined) => {
    const role = log.latest.programs.get(Number(program))?.started.role;
    return role ? t(`program.${role}`) : t("program.other", { program: String(program ?? "") });
  };
  return (call) => {
    const why = reasonOf(call, log);
    if (!why) {
      const isLibrary = !call.returned.outcome.ok && call.returned.outcome.errno === 0;
      const text = isLibrary ? t("library") : t("unknown", { code: call.code });
      return { sentence: () => text, frame: null };
    }
    const { facts } = why;
    const frame = Number(facts["frame"] ?? 0) || null;
    const named = { host: hostText(facts["host"]), program: programText(facts["program"]) };
    const sentence = (link = t("frame", { frame: frame ?? 0 })) =>
      t(`reason.${why.key}`, { ...facts, ...named, frame: link });
    return { sentence, frame };
  };
}

/** A call fails once, so why it did is looked for once. */
const REASONS = new WeakMap<FailedCall["returned"], Reason | null>();

function reasonOf(call: FailedCall, log: TraceLog): Reason | null {
  const known = REASONS.get(call.returned);
  if (known !== undefined) return known;
  const found = whyFailed(call, log);
  REASONS.set(call.returned, found);
  return found;
}
