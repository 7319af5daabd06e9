import type { TimedMethod } from "@wirestage/protocol";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Finding } from "./finding.ts";
import { intervalTexts, nsText } from "./numbers.ts";
import { RidgeFigure } from "./RidgeFigure.tsx";
import { ridgesOf } from "./ridge.ts";

function FindingText({ finding }: { readonly finding: Finding }) {
  const { t } = useTranslation("comparison-timing");
  switch (finding.kind) {
    case "tooFew":
      return t("finding.tooFew");
    case "eachByte":
      return t("finding.eachByte", {
        ...intervalTexts(finding.difference),
        perByte: nsText(finding.perByteNs),
      });
    case "beginning":
      return t("finding.beginning", {
        ...intervalTexts(finding.difference),
        laterLow: nsText(finding.later.low),
        laterHigh: nsText(finding.later.high),
      });
    case "uneven":
      return t("finding.uneven", intervalTexts(finding.difference));
    case "notSeen":
      return t("finding.notSeen", intervalTexts(finding.difference));
    default:
      return finding satisfies never;
  }
}

const WORDS = {
  tooFew: "tooFewSeen",
  eachByte: "seen",
  beginning: "seen",
  uneven: "seen",
  notSeen: "notSeen",
} as const;

/** What a way to compare belongs to. */
function LanguageName({ method, python }: { method: TimedMethod["method"]; python: string | null }) {
  const { t } = useTranslation("comparison-timing");
  switch (method) {
    case "stops-at-difference":
      return t("language.javascript");
    case "buffer-equals":
    case "timing-safe-equal":
      return t("language.node");
    case "python-equals":
    case "python-compare-digest":
      return t("language.python", { version: python ?? "" });
    default:
      return method satisfies never;
  }
}

interface MethodPanelProps {
  readonly timed: TimedMethod;
  readonly finding: Finding;
  readonly python: string | null;
}

/** One way to compare: its distributions, and what they say. */
export function MethodPanel({ timed, finding, python }: MethodPanelProps) {
  const { t } = useTranslation("comparison-timing");
  const drawn = useMemo(() => ridgesOf(timed), [timed]);
  const name = t(`method.${timed.method}`);
  const word = WORDS[finding.kind];
  return (
    <section
      className="timing-panel"
      aria-label={name}
      data-method={timed.method}
      data-finding={finding.kind}
    >
      <h4>
        {name}
        <span className="timing-language">
          <LanguageName method={timed.method} python={python} />
        </span>
      </h4>
      {drawn && <RidgeFigure name={name} drawn={drawn} />}
      <p>
        <b className="timing-word" data-word={word}>
          {t(word)}
        </b>{" "}
        <FindingText finding={finding} />
      </p>
      {drawn !== null && drawn.outside > 0 && (
        <p className="timing-outside">{t("outside", { count: drawn.outside })}</p>
      )}
    </section>
  );
}
