import "./verification.css";
import { Play } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TextButton } from "../app/buttons.tsx";
import { Segments } from "../app/Segments.tsx";
import { useChoiceTitle } from "../runs/choice-text.ts";
import { choiceOfRun } from "../runs/run-choice.ts";
import { useRun } from "../runs/use-run.ts";
import { keepRunChoice, useLabRunChoice } from "../runs/use-run-choice.ts";
import { useLink, useLog, useSession, useTraceState } from "../session/hooks.ts";
import { useIsCapture } from "../session/use-is-capture.ts";
import { Attacks } from "./attacks/Attacks.tsx";
import { Story } from "./Story.tsx";
import { useShownPart } from "./shown-part.ts";
import type { Verification } from "./story.ts";
import { storyIndex } from "./story-index.ts";
import { storyRows } from "./story-rows.ts";

const RUN = "tcp-hmac";

/** What can be done as long as there is nothing to show. */
function Nothing({ isLater }: { readonly isLater: boolean }) {
  const { t } = useTranslation("verification");
  const { lab } = useSession();
  const link = useLink();
  const isCapture = useIsCapture();
  const run = useRun();
  const choice = choiceOfRun(RUN, useLabRunChoice());
  const title = useChoiceTitle(choice);
  const start = () => {
    keepRunChoice(lab, choice);
    run.again(choice);
  };
  if (isLater) return <p className="verification-nothing">{t("empty.later")}</p>;
  if (link.status === "recording") {
    return <p className="verification-nothing">{t(isCapture ? "empty.capture" : "empty.recording")}</p>;
  }
  return (
    <div className="verification-nothing">
      <h3>{t("empty.title")}</h3>
      <p>{t("empty.text", { title })}</p>
      <TextButton icon={Play} look="primary" disabled={!run.mayRun} onClick={start}>
        {t("empty.run", { name: RUN })}
      </TextButton>
      {link.status === "open" && !link.mayCommand && (
        <p className="verification-quiet">{t("empty.watching")}</p>
      )}
    </div>
  );
}

/**
 * The newest verification, until a person wants to see another one; a newer one is shown again. Time that goes back to
 * a story's first step, before the server turned to that client, stays with the story.
 */
function useShown(stories: readonly Verification[], all: readonly Verification[]) {
  const { next } = useTraceState();
  const newest = stories.at(-1)?.number ?? null;
  const [seen, setSeen] = useState(newest);
  const [wanted, setWanted] = useState<number | null>(null);
  if (newest !== seen) {
    setSeen(newest);
    setWanted((newest ?? 0) > (seen ?? 0) ? null : (wanted ?? seen));
  }
  const begun = all.filter((story) => storyRows(story, next).length > 0);
  const shown = begun.find(({ number }) => number === (wanted ?? newest)) ?? stories.at(-1) ?? begun[0];
  return { shown, choose: setWanted };
}

function Choice(props: {
  readonly stories: readonly Verification[];
  readonly shown: Verification;
  readonly onChoose: (number: number) => void;
}) {
  const { t } = useTranslation("verification");
  const { next } = useTraceState();
  const nameOf = ({ number, connection, nonce, verdict }: Verification) => {
    const isSent = nonce?.sent[0] !== undefined && nonce.sent[0].seq < next;
    const isJudged = verdict.is !== "open" && verdict.seq < next;
    const remote = isSent && connection ? connection.remote : t("unsent");
    return t("choice", { number, remote, verdict: t(`word.${isJudged ? verdict.is : "open"}`) });
  };
  return (
    <label className="verification-choice">
      {t("which")}
      <select
        value={props.shown.number}
        onChange={(event) => props.onChoose(Number(event.currentTarget.value))}
      >
        {props.stories.map((story) => (
          <option key={story.number} value={story.number}>
            {nameOf(story)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** How a client is verified, step by step, as the trace tells it up to the time that is shown. */
function Stories() {
  const log = useLog();
  const { next } = useTraceState();
  const index = storyIndex(log);
  const stories = index.verifications(next);
  const all = index.verifications(Number.POSITIVE_INFINITY);
  const { shown, choose } = useShown(stories, all);
  return (
    <>
      {shown && (
        <Choice
          stories={stories.includes(shown) ? stories : [...stories, shown]}
          shown={shown}
          onChoose={choose}
        />
      )}
      {shown ? <Story key={shown.number} story={shown} /> : <Nothing isLater={all.length > 0} />}
    </>
  );
}

/** How clients are verified, and in a lab how one may try to get past that. */
export function VerificationView() {
  const { t } = useTranslation("verification");
  const { part, show } = useShownPart();
  const canAttack = useLink().status !== "recording";
  const parts = [
    { key: "story", name: t("part.story") },
    { key: "attacks", name: t("part.attacks") },
  ] as const;
  return (
    <section aria-label={t("title")} className="verification">
      {canAttack && (
        <div className="verification-parts">
          <Segments label={t("part.label")} segments={parts} current={part} onChoose={show} size="small" />
        </div>
      )}
      {canAttack && part === "attacks" ? <Attacks /> : <Stories />}
    </section>
  );
}
