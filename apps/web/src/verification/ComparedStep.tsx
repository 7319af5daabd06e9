import { useTranslation } from "react-i18next";
import { hexOf } from "./Bytes.tsx";
import { differences } from "./passage-bytes.ts";
import { CallLink, StoryStep } from "./StoryStep.tsx";
import type { Comparison, Computation } from "./story.ts";

type VerificationText = ReturnType<typeof useTranslation<"verification">>["t"];

function summaryOf({ own, given, equal }: Comparison, t: VerificationText): string {
  if (own.length !== given.length) return t("compare.lengths", { own: own.length, given: given.length });
  if (equal) return t("compare.equal", { count: own.length });
  return t("compare.differ", { count: differences([...own], [...given]).size, total: own.length });
}

interface PairsProps {
  readonly compared: Comparison;
  readonly names: readonly [own: string, given: string];
}

/** Both values, byte over byte, with a sign between the two. */
function Pairs({ compared: { own, given }, names }: PairsProps) {
  const length = Math.max(own.length, given.length);
  return (
    <div className="verification-compare" aria-hidden="true">
      <p className="verification-compare-names">
        <span>{names[0]}</span>
        <span />
        <span>{names[1]}</span>
      </p>
      <p className="verification-pairs">
        {Array.from({ length }, (_, at) => {
          const isEqual = own[at] === given[at];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a byte is what it is by its place.
            <span key={at} data-differs={!isEqual || undefined} style={{ animationDelay: `${at * 30}ms` }}>
              <code>{at < own.length ? hexOf(own[at] ?? null) : "  "}</code>
              <i>{isEqual ? "=" : "≠"}</i>
              <code>{at < given.length ? hexOf(given[at] ?? null) : "  "}</code>
            </span>
          );
        })}
      </p>
    </div>
  );
}

function hexText(bytes: Uint8Array): string {
  return Array.from(bytes, hexOf).join(" ");
}

interface ComparedStepProps {
  readonly number: number;
  readonly compared: Comparison;
  readonly verifierMac: Computation | null;
}

/** The server's `hmac.compare_digest`, both values aligned. */
export function ComparedStep({ number, compared, verifierMac }: ComparedStepProps) {
  const { t } = useTranslation("verification");
  const names = verifierMac
    ? ([t("compare.own"), t("compare.given")] as const)
    : ([t("compare.first"), t("compare.second")] as const);
  return (
    <StoryStep number={number} t={compared.t} title={t("step.compared")}>
      <Pairs compared={compared} names={names} />
      <p className="sr-only">
        {names[0]}: {hexText(compared.own)}. {names[1]}: {hexText(compared.given)}.
      </p>
      <p>
        <CallLink
          call={compared.call}
          text={`hmac.compare_digest() = ${compared.equal ? "True" : "False"}`}
        />{" "}
        <b>{summaryOf(compared, t)}</b> {verifierMac === null && t("how.notOwn")}
      </p>
      <p className="verification-quiet">{t("how.compared")}</p>
    </StoryStep>
  );
}
