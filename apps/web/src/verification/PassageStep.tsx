import type { TraceTime } from "@wirestage/trace";
import { frameAt } from "@wirestage/trace";
import { useTranslation } from "react-i18next";
import { showBytesInFrame } from "../app/show-bytes.ts";
import { frameIndex } from "../inspector/frame-index.ts";
import { useLog, useSession, useTraceState } from "../session/hooks.ts";
import { Bytes } from "./Bytes.tsx";
import { Flight } from "./Flight.tsx";
import {
  type Cell,
  carriedCells,
  carriersOf,
  differences,
  isWhole,
  receivedCells,
  seenOf,
  sentCells,
  spanInFrame,
} from "./passage-bytes.ts";
import { CallLink, StoryStep } from "./StoryStep.tsx";
import type { CalledStretch, CarriedStretch, Passage } from "./story.ts";
import type { Side } from "./story-rows.ts";

interface PassageStepProps {
  readonly number: number;
  readonly t: TraceTime;
  readonly title: string;
  readonly passage: Passage;
  readonly from: Side;
  /** What else is to be said of these bytes. */
  readonly note: string | null;
}

function Calls({ calls }: { readonly calls: readonly CalledStretch[] }) {
  const log = useLog();
  return calls.map(({ call }) => (
    <CallLink key={call} call={call} text={`${log.calls[call - 1]?.entered.name ?? ""}()`} />
  ));
}

function Given({ passage }: { readonly passage: Passage }) {
  const { t } = useTranslation("verification");
  const log = useLog();
  const { next } = useTraceState();
  const calls = seenOf(passage.sent, next);
  if (calls.length === 0) return <p className="verification-quiet">{t("passage.unseen")}</p>;
  const [before, after] = t("passage.sent", { call: "\0" }).split("\0");
  return (
    <>
      <Bytes cells={sentCells(passage, log, next)} />
      <p className="verification-quiet">
        {before}
        <Calls calls={calls} />
        {after}
      </p>
    </>
  );
}

function Taken({ passage, made }: { readonly passage: Passage; readonly made: readonly Cell[] }) {
  const { t } = useTranslation("verification");
  const log = useLog();
  const { next } = useTraceState();
  const calls = seenOf(passage.received, next);
  if (calls.length === 0) return <p className="verification-quiet">{t("passage.waiting")}</p>;
  const cells = receivedCells(passage, log, next);
  const counts = { count: cells.filter((cell) => cell !== null).length, total: cells.length };
  const text = t(isWhole(cells) ? "passage.received" : "passage.receivedPart", { call: "\0", ...counts });
  const [before, after] = text.split("\0");
  return (
    <>
      <Bytes cells={cells} changed={differences(made, cells)} />
      <p className="verification-quiet">
        {before}
        <Calls calls={calls} />
        {after}
      </p>
    </>
  );
}

function Carried({ passage, carried, from }: { passage: Passage; carried: CarriedStretch; from: Side }) {
  const { t } = useTranslation("verification");
  const { playhead } = useSession();
  const log = useLog();
  const entry = log.frames[carried.frame - 1];
  if (!entry) return null;
  const { start, end } = spanInFrame(passage, carried);
  const { now, made } = carriedCells(passage, carried, log, playhead.t);
  const changed = differences(made, now);
  const remarks = [
    t(`passage.fate.${frameAt(entry, playhead.t).fate}`),
    frameIndex(log).summary(carried.frame)?.segment?.repeatOf != null && t("passage.again"),
    entry.sent.kind === "frame.injected" && t("passage.byHand"),
    changed.size > 0 && t("passage.altered", { count: changed.size }),
  ];
  return (
    <div className="verification-carried">
      <Flight entry={entry} from={from} />
      <button
        type="button"
        className="verification-frame"
        title={t("passage.show")}
        onClick={() => showBytesInFrame({ frame: carried.frame, start, end })}
      >
        {t("passage.frame", { frame: carried.frame, from: start, to: end - 1 })}
      </button>
      <Bytes cells={now} changed={changed} />
      <p className="verification-quiet">{remarks.filter((remark) => remark !== false).join(" · ")}</p>
    </div>
  );
}

/** Nonce or answer on its way: given to the kernel, in these bytes of these frames, and taken out at the other end. */
export function PassageStep({ passage, from, note, ...step }: PassageStepProps) {
  const { t } = useTranslation("verification");
  const log = useLog();
  const { next } = useTraceState();
  const carriers = carriersOf(passage);
  const frames = seenOf(carriers, next);
  const ends = {
    given: <Given passage={passage} />,
    taken: <Taken passage={passage} made={sentCells(passage, log, next)} />,
  };
  return (
    <StoryStep
      {...step}
      first={from}
      client={from === "client" ? ends.given : ends.taken}
      server={from === "server" ? ends.given : ends.taken}
      wire={
        frames.length === 0 ? (
          <p className="verification-quiet">
            {t(carriers.length > 0 ? "passage.notYet" : "passage.noFrame")}
          </p>
        ) : (
          frames.map((carried) => <Carried key={carried.frame} {...{ passage, carried, from }} />)
        )
      }
    >
      {note && <p className="verification-warning">{note}</p>}
    </StoryStep>
  );
}
