import { type ConsoleEntry, consoleEntries, type Scope } from "@wirestage/console";
import { type ProgramState, printOutcome } from "@wirestage/trace";
import { CornerDownLeft } from "lucide-react";
import { useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { formatAge, formatDuration } from "../format/time.ts";
import { DecodedText } from "../hosts/calls/DecodedText.tsx";
import { type FailedCall, failedCall } from "../hosts/calls/evidence.ts";
import { lostBytes } from "../hosts/calls/lost-bytes.ts";
import { useReasonText } from "../hosts/calls/use-reason.ts";
import { TextWithLink } from "../inspector/TextWithLink.tsx";
import { useCoarseTime, useLog, useSelection, useSession, useTraceState } from "../session/hooks.ts";
import { useIsOver } from "../session/use-is-over.ts";
import { type EntryStatus, encodedArguments, entryStatus, isEndOfStream } from "./history-entry.ts";
import { useLine } from "./line-store.ts";
import { StatementText } from "./StatementText.tsx";

/** Ages count in tenths of a second. */
const AGE_STEP_NS = 100_000_000;
/** Statements that are drawn; those before are in the list of events. */
const MOST_SHOWN = 200;
/** So near the end one still follows it. */
const AT_END_PX = 24;

function Waited({ ns }: { readonly ns: number | null }) {
  const { t } = useTranslation("console");
  if (ns === null) return null;
  return <span className="entry-waited">{t("history.waited", { age: formatDuration(ns) })}</span>;
}

type AnsweredStatus = Extract<EntryStatus, { is: "answered" }>;

function Answered({ entry, status }: { readonly entry: ConsoleEntry; readonly status: AnsweredStatus }) {
  const { t } = useTranslation("console");
  const { log } = useSession();
  const { value, waitedNs } = status;
  const lost = lostBytes(log, entry.said.call);
  return (
    <p className="entry-result">
      {value === null ? (
        <span className="entry-done">✓ {t("history.done")}</span>
      ) : (
        <code className="entry-value">{printOutcome({ ok: true, value })}</code>
      )}
      <DecodedText values={[value]} />
      {lost > 0 && <span className="entry-lost">{t("history.lost", { count: lost })}</span>}
      <Waited ns={waitedNs} />
      {isEndOfStream(entry, log) && <span>{t("history.endOfStream")}</span>}
    </p>
  );
}

type Failed = Extract<EntryStatus, { is: "failed" }>;

/** Why it failed here, with a way to the frame that told. */
function Reason({ call }: { readonly call: FailedCall }) {
  const { t } = useTranslation("calls");
  const reasonText = useReasonText();
  const select = useSelection((each) => each.select);
  const { sentence, frame } = reasonText(call);
  if (frame === null) return sentence();
  const follow = () => select({ kind: "frame", frame });
  return <TextWithLink sentence={sentence} link={t("frame", { frame })} onFollow={follow} />;
}

function Failure({ entry, status }: { readonly entry: ConsoleEntry; readonly status: Failed }) {
  const failed = entry.call ? failedCall(entry.call) : null;
  return (
    <>
      <p className="entry-result">
        <code className="entry-errno">{status.outcome.code}</code>
        <Waited ns={status.waitedNs} />
      </p>
      {failed && (
        <p className="entry-reason">
          <Reason call={failed} />
        </p>
      )}
    </>
  );
}

function Age({ since }: { readonly since: number }) {
  const { t } = useTranslation("console");
  const now = useCoarseTime(AGE_STEP_NS);
  return t("history.waiting", { age: formatAge(Math.max(0, now - since)) });
}

function Result({ entry, status }: { readonly entry: ConsoleEntry; readonly status: EntryStatus }) {
  const { t } = useTranslation("console");
  switch (status.is) {
    case "answered":
      return <Answered entry={entry} status={status} />;
    case "failed":
      return <Failure entry={entry} status={status} />;
    case "waiting":
      return (
        <p className="entry-result entry-waiting">
          <Age since={status.since} />
        </p>
      );
    case "calling":
      return <p className="entry-result entry-waiting">{t("history.calling")}</p>;
    case "over":
      return <p className="entry-result">{t("history.over")}</p>;
    default:
      return status satisfies never;
  }
}

interface EntryProps {
  readonly entry: ConsoleEntry;
  readonly isOver: boolean;
  readonly scope: Scope;
  /** Puts its text into the line again; null where nothing can be typed. */
  readonly onReuse: ((text: string) => void) | null;
}

function Entry({ entry, isOver, scope, onReuse }: EntryProps) {
  const { t } = useTranslation("console");
  const { call, text } = entry.said;
  const selected = useSelection((each) => each.selection?.kind === "call" && each.selection.call === call);
  const select = useSelection((each) => each.select);
  const status = entryStatus(entry, isOver);
  return (
    <li className={`entry entry-is-${status.is}`} data-selected={selected || undefined}>
      <div className="entry-head">
        <button
          type="button"
          className="entry-text"
          aria-pressed={selected}
          title={t("history.select", { statement: text })}
          onClick={() => select(selected ? null : { kind: "call", call })}
        >
          <StatementText text={text} scope={scope} />
        </button>
        {onReuse && (
          <button
            type="button"
            className="entry-reuse"
            aria-label={t("history.reuse")}
            title={t("history.reuse")}
            onClick={() => onReuse(text)}
          >
            <CornerDownLeft size={12} aria-hidden="true" />
          </button>
        )}
      </div>
      <p className="entry-result">
        <DecodedText values={encodedArguments(entry)} />
      </p>
      <Result entry={entry} status={status} />
    </li>
  );
}

function Ended({ console: { ended } }: { readonly console: ProgramState }) {
  const { t } = useTranslation("console");
  return (
    ended && <li className="entry-ended">{t(ended.limit === "calls" ? "history.limit" : "history.ended")}</li>
  );
}

/** Keeps the end in view, what becomes of the last call included, unless the reader has scrolled away from it. */
function useEndInView() {
  const list = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    if (isAtEnd.current && list.current) list.current.scrollTop = list.current.scrollHeight;
  });
  const onScroll = () => {
    const { scrollTop, scrollHeight, clientHeight } = list.current ?? {
      scrollTop: 0,
      scrollHeight: 0,
      clientHeight: 0,
    };
    isAtEnd.current = scrollTop + clientHeight >= scrollHeight - AT_END_PX;
  };
  return { list, onScroll };
}

interface ConsoleHistoryProps {
  readonly host: string;
  readonly consoles: readonly ProgramState[];
  readonly scope: Scope;
  readonly mayType: boolean;
  readonly label: string;
}

/** What was called in the consoles of a host, with what came of it. */
export function ConsoleHistory({ host, consoles, scope, mayType, label }: ConsoleHistoryProps) {
  const log = useLog();
  const state = useTraceState();
  const { place } = useLine(host);
  const isOver = useIsOver();
  const parts = consoles.map((console) => ({
    console,
    entries: consoleEntries(log, state, console.started.program).slice(-MOST_SHOWN),
  }));
  const { list, onScroll } = useEndInView();
  return (
    <div
      ref={list}
      className="console-history"
      role="log"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by key.
      tabIndex={0}
      onScroll={onScroll}
    >
      <ol>
        {parts.flatMap(({ console, entries }) => [
          ...entries.map((entry) => (
            <Entry
              key={entry.said.seq}
              entry={entry}
              isOver={console.ended !== null || isOver}
              scope={scope}
              onReuse={mayType ? place : null}
            />
          )),
          <Ended key={`ended ${console.started.program}`} console={console} />,
        ])}
      </ol>
    </div>
  );
}
