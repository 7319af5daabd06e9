import type { TraceLog } from "@wirestage/trace";
import { useTranslation } from "react-i18next";
import { useLog } from "../../session/hooks.ts";
import type { FailedCall } from "./evidence.ts";
import { type Reason, whyFailed } from "./why-failed.ts";

/** A sentence in the reader's language that says why a call failed here. */
export function useReasonText(): (call: FailedCall) => string {
  const { t } = useTranslation("calls");
  const log = useLog();
  const hostText = (host: string | number | undefined) =>
    host === "client" || host === "server" ? t(`host.${host}`) : String(host ?? "");
  const programText = (program: string | number | undefined) => {
    const role = log.latest.programs.get(Number(program))?.started.role;
    return role ? t(`program.${role}`) : t("program.other", { program: String(program ?? "") });
  };
  const named = ({ facts }: Reason) => ({
    ...facts,
    host: hostText(facts["host"]),
    program: programText(facts["program"]),
  });
  return (call) => {
    const why = reasonOf(call, log);
    if (why) return t(`reason.${why.key}`, named(why));
    const isLibrary = !call.returned.outcome.ok && call.returned.outcome.errno === 0;
    return isLibrary ? t("library") : t("unknown", { code: call.code });
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
