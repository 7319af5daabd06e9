import "./calls.css";
import { type ProgramState, printCall, printOutcome } from "@wirestage/trace";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatAge, formatDuration } from "../../format/time.ts";
import { useCoarseTime, useLog, useSelection, useTraceState } from "../../session/hooks.ts";
import { useIsOver } from "../../session/use-is-over.ts";
import { WindowedList, type WindowedRow } from "../../windowed-list/WindowedList.tsx";
import { type CallThen, callsOf, callThen, countEntered } from "./call-index.ts";
import { DecodedText } from "./DecodedText.tsx";
import { failedCall } from "./evidence.ts";
import { lostBytes } from "./lost-bytes.ts";
import { useReasonText } from "./use-reason.ts";

const ROW_HEIGHT = 26;
/** Ages count in tenths of a second. */
const AGE_STEP_NS = 100_000_000;

function Waited({ call: { waitedNs, returned } }: { readonly call: CallThen }) {
  const { t } = useTranslation("calls");
  const isOver = useIsOver();
  if (waitedNs === null || (isOver && !returned)) return null;
  const text = returned
    ? t("waited", { age: formatDuration(waitedNs) })
    : t("waiting", { age: formatAge(waitedNs) });
  return <span className="call-waited">{text}</span>;
}

/** What of a datagram the call's buffer was too short for. */
function ShortRead({ call: { entry, returned } }: { readonly call: CallThen }) {
  const { t } = useTranslation("calls");
  const log = useLog();
  const count = returned ? lostBytes(log, entry.entered.call) : 0;
  return count > 0 && <span className="call-error">{t("shortRead", { count })}</span>;
}

function CallRow({ call }: { readonly call: CallThen }) {
  const reasonText = useReasonText();
  const { entry, returned } = call;
  const failed = returned ? failedCall(entry) : null;
  const value = returned && (!returned.outcome.ok || returned.outcome.value !== null);
  return (
    <>
      <span className="call-number">{entry.entered.call}</span>
      <span className="call-text">{printCall(entry.entered)}</span>
      <DecodedText values={entry.entered.arguments} />
      {value && (
        <span className={failed ? "call-error" : "call-value"}>
          {failed ? failed.code : `→ ${printOutcome(returned.outcome)}`}
        </span>
      )}
      {returned?.outcome.ok && <DecodedText values={[returned.outcome.value]} />}
      <ShortRead call={call} />
      <Waited call={call} />
      {failed && <span className="call-reason">{reasonText(failed).sentence()}</span>}
    </>
  );
}

interface CallListProps {
  readonly program: ProgramState;
  /** Of the program, in the reader's language. */
  readonly name: string;
}

/** The calls of a program up to now: what it asked, what it got, how long it waited, and why a call failed. */
export function CallList({ program, name }: CallListProps) {
  const { t } = useTranslation("calls");
  const log = useLog();
  const state = useTraceState();
  const now = useCoarseTime(AGE_STEP_NS);
  const { selection, select } = useSelection();
  const [active, setActive] = useState(-1);
  const calls = callsOf(log, program.started.program);
  const count = countEntered(log, calls, state.next);
  const selected = selection?.kind === "call" ? calls.indexOf(selection.call) : -1;
  const keyOf = useCallback((index: number) => calls[index] ?? -1 - index, [calls]);
  const rowAt = (index: number): WindowedRow | null => {
    const entry = log.calls[(calls[index] ?? 0) - 1];
    if (!entry) return null;
    const isLast = index === count - 1;
    return {
      content: <CallRow call={callThen(entry, state, now)} />,
      className: `call-row${index === selected ? " call-selected" : ""}${isLast ? " call-last" : ""}`,
      isSelected: index === selected,
      isCurrent: isLast,
    };
  };
  if (count === 0) return <p className="host-none">{t("none")}</p>;
  return (
    <WindowedList
      label={t("list", { program: name })}
      count={count}
      rowHeight={ROW_HEIGHT}
      keyOf={keyOf}
      rowAt={rowAt}
      active={active >= 0 ? Math.min(active, count - 1) : count - 1}
      onActive={setActive}
      onOpen={(index) => {
        const call = calls[index];
        setActive(index);
        if (call !== undefined) select({ kind: "call", call });
      }}
      keepInView={selected >= 0 ? selected : count - 1}
      className="call-list"
    />
  );
}
