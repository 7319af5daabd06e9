import { type ProgramState, printCall } from "@wirestage/trace";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useTraceState } from "../session/hooks.ts";
import { Bytes } from "./Bytes.tsx";
import { ComparedStep } from "./ComparedStep.tsx";
import { ComputedStep } from "./ComputedStep.tsx";
import { PassageStep } from "./PassageStep.tsx";
import { CallLink, StoryStep } from "./StoryStep.tsx";
import { StorySteps } from "./StorySteps.tsx";
import type { Verification } from "./story.ts";
import { type Side, type StoryRow, storyRows } from "./story-rows.ts";
import { VerdictStep } from "./VerdictStep.tsx";

interface RowProps {
  readonly story: Verification;
  readonly row: StoryRow;
  readonly number: number;
}

function ConnectedRow({ row, number }: RowProps) {
  const { t } = useTranslation("verification");
  return (
    <StoryStep number={number} t={row.t} title={t("step.connected")}>
      <p className="verification-quiet">{t("how.connected")}</p>
    </StoryStep>
  );
}

function MadeRow({
  row,
  number,
  made,
}: RowProps & { readonly made: Extract<StoryRow, { is: "made" }>["made"] }) {
  const { t } = useTranslation("verification");
  const server = (
    <>
      <Bytes cells={[...made.bytes]} />
      <p className="verification-quiet">
        <CallLink call={made.call} text={`os.urandom(${made.bytes.length})`} />
      </p>
    </>
  );
  return (
    <StoryStep
      number={number}
      t={row.t}
      title={t("step.made", { count: made.bytes.length })}
      aside={t("how.made")}
      server={server}
    />
  );
}

function usePassageNote({ story, row }: RowProps): string | null {
  const { t } = useTranslation("verification");
  const { next } = useTraceState();
  if (row.is !== "passage") return null;
  if (row.what === "nonce")
    return story.nonceOf === null ? null : t("passage.nonceOf", { of: story.nonceOf });
  const isKnown = story.answerOf !== null && story.compared !== null && story.compared.seq < next;
  return isKnown ? t("passage.answerOf", { of: story.answerOf ?? 0 }) : null;
}

function Row(props: RowProps) {
  const { story, row, number } = props;
  const { t } = useTranslation("verification");
  const note = usePassageNote(props);
  switch (row.is) {
    case "connected":
      return <ConnectedRow {...props} />;
    case "made":
      return <MadeRow {...props} made={row.made} />;
    case "passage": {
      const from = row.what === "nonce" ? "server" : "client";
      const { passage, t: at } = row;
      return <PassageStep {...{ number, passage, from, note }} t={at} title={t(`step.${row.what}`)} />;
    }
    case "computed":
      return (
        <ComputedStep
          number={number}
          side={row.side}
          computation={row.computation}
          nonce={story.made?.bytes ?? null}
        />
      );
    case "compared":
      return <ComparedStep number={number} compared={row.compared} verifierMac={story.verifierMac} />;
    case "verdict":
      return <VerdictStep number={number} story={story} verdict={row.verdict} />;
    default:
      return row satisfies never;
  }
}

/** What a program of the verification is doing at this moment, where that tells what comes next. */
function NowOf({ side, program }: { readonly side: Side; readonly program: ProgramState }) {
  const { t } = useTranslation("verification");
  const name = t(`side.${side}`);
  if (program.ended) return null;
  if (program.paused) return <li>{t("now.paused", { side: name })}</li>;
  if (program.asking) return <li>{t("now.asking", { side: name })}</li>;
  const { call } = program;
  if (!call || call.returned) return null;
  const isLong = call.entered.arguments.some((value) => typeof value === "object" && value?.type === "bytes");
  const text = isLong ? `${call.entered.name}(…)` : printCall(call.entered);
  return <li>{t(call.blocked ? "now.waits" : "now.runs", { side: name, call: text })}</li>;
}

function Now({ story }: { readonly story: Verification }) {
  const { programs } = useTraceState();
  const ends = [
    { side: "client", program: story.prover === null ? undefined : programs.get(story.prover) },
    { side: "server", program: story.verifier === null ? undefined : programs.get(story.verifier) },
  ] as const;
  return (
    <ul className="verification-now">
      {ends.map(({ side, program }) => program && <NowOf key={side} side={side} program={program} />)}
    </ul>
  );
}

/** Keeps the newest step in view; a story that was at its end when it came on is read from its beginning. */
function useNewestInView(count: number, isOpen: boolean) {
  const list = useRef<HTMLOListElement>(null);
  const seen = useRef<number | null>(isOpen ? 0 : null);
  useEffect(() => {
    const isFromStart = seen.current === null;
    if (seen.current === count) return;
    seen.current = count;
    if (isFromStart) list.current?.parentElement?.scrollTo({ top: 0 });
    else list.current?.lastElementChild?.scrollIntoView({ block: "nearest" });
  }, [count]);
  return list;
}

/** The steps of one verification that had happened by now, in order. */
export function Story({ story }: { readonly story: Verification }) {
  const { next } = useTraceState();
  const rows = storyRows(story, next);
  const isOpen = rows.at(-1)?.is !== "verdict";
  const list = useNewestInView(rows.length, isOpen);
  return (
    <>
      <StorySteps all={storyRows(story, Number.POSITIVE_INFINITY)} shown={rows.length} />
      <ol ref={list} className="verification-story">
        {rows.map((row, index) => (
          <Row key={`${row.is} ${row.seq}`} story={story} row={row} number={index + 1} />
        ))}
      </ol>
      {isOpen && <Now story={story} />}
    </>
  );
}
