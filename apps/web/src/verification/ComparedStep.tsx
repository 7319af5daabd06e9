import "./compared.css";
import { useTranslation } from "react-i18next";
import { hexOf } from "../format/hex.ts";
import { cellText } from "./Bytes.tsx";
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

/** Bytes that stay together on a line. */
const GROUP = 8;

interface GroupProps {
  readonly own: Uint8Array;
  readonly given: Uint8Array;
  readonly from: number;
  readonly to: number;
}

function Group({ own, given, from, to }: GroupProps) {
  return Array.from({ length: to - from }, (_, index) => {
    const at = from + index;
    const isEqual = own[at] === given[at];
    return (
      <span key={at} data-differs={!isEqual || undefined} style={{ animationDelay: `${at * 30}ms` }}>
        <code>{cellText(own[at] ?? null, "  ")}</code>
        <i>{isEqual ? "=" : "≠"}</i>
        <code>{cellText(given[at] ?? null, "  ")}</code>
      </span>
    );
  });
}

/** Both values, byte over byte, with a sign between the two. */
function Pairs({ compared: { own, given }, names }: PairsProps) {
  const length = Math.max(own.length, given.length);
  const groups = Array.from({ length: Math.ceil(length / GROUP) }, (_, group) => group * GROUP);
  return (
    <div className="verification-compare" aria-hidden="true">
      <p className="verification-compare-names">
        <span>{names[0]}</span>
        <span />
        <span>{names[1]}</span>
      </p>
      <p className="verification-pairs">
        {groups.map((from) => (
          <span key={from}>
            <Group own={own} given={given} from={from} to={Math.min(length, from + GROUP)} />
          </span>
        ))}
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
