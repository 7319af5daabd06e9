import { LIMITS } from "@wirestage/protocol";
import { type CallEntry, type EventOf, type ProgramState, printCall } from "@wirestage/trace";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { formatAge } from "../format/time.ts";
import { useCoarseTime, useLog } from "../session/hooks.ts";
import { callAtLine, type SourceText } from "../source/source-steps.ts";
import type { ProgramStatus } from "./program-status.ts";

/** Ages count in tenths of a second. */
const AGE_STEP_NS = 100_000_000;

type HostsT = TFunction<"hosts">;

/** A call in one line of the panel: with its arguments where they are few. */
function shortCall(entry: CallEntry | undefined, call: number): string {
  if (!entry) return `#${call}`;
  const whole = printCall(entry.entered);
  return whole.length <= 24 ? whole : `${entry.entered.name}(…)`;
}

const MIB = 1024 * 1024;
const LIMIT_FACTS = {
  calls: { count: LIMITS.calls },
  events: { count: LIMITS.programEvents },
  output: { count: LIMITS.outputLength },
  memory: { size: `${LIMITS.pythonBytes / MIB} MiB` },
  cpu: { seconds: LIMITS.pythonCpuSeconds },
  processes: { count: LIMITS.pythonProcesses },
  lab: {},
} as const;

/** Why a limit of the lab ended the program, and what that is most likely a sign of. */
function limitText(limit: NonNullable<EventOf<"program.ended">["limit"]>, t: HostsT): string {
  return t(`limit.${limit}`, LIMIT_FACTS[limit]);
}

interface StatusLineProps {
  readonly program: ProgramState;
  readonly status: ProgramStatus;
  /** The source that is shown, and the line that is lit in it. */
  readonly source: (SourceText & { readonly line: number | null }) | null;
}

function restingText(source: StatusLineProps["source"], t: HostsT): string {
  const call = source?.line ? callAtLine(source, source.line) : null;
  return call === null ? t("program.restingSomewhere") : t("program.resting", { call });
}

function useStatusText({ status, source }: StatusLineProps): string {
  const { t } = useTranslation("hosts");
  const log = useLog();
  const now = useCoarseTime(AGE_STEP_NS);
  const printed = (call: number) => shortCall(log.calls[call - 1], call);
  switch (status.doing) {
    case "running":
      return t("program.running");
    case "calling":
      return t("program.calling", { call: printed(status.call) });
    case "waiting":
      return t("program.waiting", { call: printed(status.call), age: formatAge(now - status.since) });
    case "asking":
      return t("program.asking");
    case "resting":
      return restingText(source, t);
    case "gone":
      return t("program.gone");
    case "exited":
      return t("program.exited", { code: status.code });
    case "killed":
      return t("program.killed", { signal: status.signal });
    default:
      return status satisfies never;
  }
}

/** In words: what a program does now, or how it ended and why. */
export function StatusLine(props: StatusLineProps) {
  const { t } = useTranslation("hosts");
  const { program, status } = props;
  const text = useStatusText(props);
  const thenRests = "thenRests" in status && status.thenRests;
  const limit = "limit" in status ? status.limit : null;
  return (
    <>
      <p className={`host-status host-status-${status.doing}`}>
        <span>
          {text}
          {thenRests && t("program.thenRests")}
        </span>
        <span className="host-language">{t(`program.language.${program.started.language}`)}</span>
      </p>
      {limit && <p className="host-limit">{limitText(limit, t)}</p>}
    </>
  );
}
