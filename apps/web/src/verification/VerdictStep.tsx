import { useTranslation } from "react-i18next";
import { formatDuration } from "../format/time.ts";
import { TextWithLink } from "../inspector/TextWithLink.tsx";
import { useLog, useSelection, useTraceState } from "../session/hooks.ts";
import { seenOf } from "./passage-bytes.ts";
import { StoryStep } from "./StoryStep.tsx";
import type { Verdict, Verification } from "./story.ts";
import { type Why, whyVerdict } from "./why.ts";

type VerificationText = ReturnType<typeof useTranslation<"verification">>["t"];

function whyText(why: Why, t: VerificationText): string {
  switch (why.because) {
    case "answerAltered":
    case "nonceAltered":
      return t(`why.${why.because}`, { count: why.bytes });
    case "timeout":
      return t("why.timeout", { waited: formatDuration(why.waited), count: why.arrived });
    case "nonceReused":
    case "replayed":
      return t(`why.${why.because}`, { of: why.of });
    case "lengths":
    case "short":
      return t(`why.${why.because}`, { own: why.own, given: why.given });
    case "digests":
      return t("why.digests", { client: why.client, server: why.server });
    case "clientFailed":
      return t("why.clientFailed", { code: why.code });
    case "sameSecret":
    case "equal":
    case "secrets":
    case "nothingComputed":
    case "differ":
    case "clientEnded":
    case "notCompared":
    case "serverEnded":
      return t(`why.${why.because}`);
    default:
      return why satisfies never;
  }
}

/** Frames that no kernel sent, in a connection that was accepted. */
function Injected({ story }: { readonly story: Verification }) {
  const { t } = useTranslation("verification");
  const { next } = useTraceState();
  const select = useSelection((store) => store.select);
  return seenOf(story.injected, next).map(({ frame }) => (
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
      <p className={`verification-verdict verification-is-${isAccepted ? "accepted" : "not"}`} role="status">
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
