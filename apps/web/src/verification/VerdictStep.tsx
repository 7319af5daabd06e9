import { useTranslation } from "react-i18next";
import { TextWithLink } from "../inspector/TextWithLink.tsx";
import { useLog, useSelection, useTraceState } from "../session/hooks.ts";
import { takenIn } from "./injected-bytes.ts";
import { seenOf } from "./passage-bytes.ts";
import { StoryStep } from "./StoryStep.tsx";
import type { Verdict, Verification } from "./story.ts";
import { whyVerdict } from "./why.ts";
import { whyText } from "./why-text.ts";

/** Frames that no kernel sent and that the server's took in, in a connection that was accepted. */
function Injected({ story }: { readonly story: Verification }) {
  const { t } = useTranslation("verification");
  const log = useLog();
  const { next } = useTraceState();
  const select = useSelection((store) => store.select);
  const taken = seenOf(story.injected, next).filter(
    ({ frame }) => (takenIn(log, frame) ?? Number.POSITIVE_INFINITY) < next,
  );
  return taken.map(({ frame }) => (
    <p key={frame} className="verification-warning">
      <TextWithLink
        sentence={(link) => t("injected", { link })}
        link={t("frame", { frame })}
        onFollow={() => select({ kind: "frame", frame })}
      />
    </p>
  ));
}

interface VerdictStepProps {
  readonly number: number;
  readonly story: Verification;
  readonly verdict: Exclude<Verdict, { is: "open" }>;
}

/** What came of it, why, and what it does not mean. */
export function VerdictStep({ number, story, verdict }: VerdictStepProps) {
  const { t } = useTranslation("verification");
  const log = useLog();
  const { next } = useTraceState();
  const why = whyVerdict(story, log);
  const isAccepted = verdict.is === "accepted";
  const isClosed = story.closed !== null && story.closed.seq < next;
  return (
    <StoryStep number={number} t={verdict.t} title={t("step.verdict")}>
      <p className={`verification-verdict verification-is-${isAccepted ? "accepted" : "not"}`}>
        {why && whyText(why, t)}
      </p>
      {!isAccepted && isClosed && <p>{t("closed")}</p>}
      {isAccepted && (
        <p>
          <b>{t("talk")}</b> {t("limits")}
        </p>
      )}
      <Injected story={story} />
    </StoryStep>
  );
}
