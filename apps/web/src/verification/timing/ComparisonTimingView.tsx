import "./comparison-timing.css";
import type { ComparisonTiming } from "@wirestage/protocol";
import { Timer } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { TextButton } from "../../app/buttons.tsx";
import { useErrorSentence } from "../../status/error-sentence.ts";
import { askComparisonTiming } from "./ask-timing.ts";
import { findingOf, type MethodFinding } from "./finding.ts";
import { MethodPanel } from "./MethodPanel.tsx";
import { nsText } from "./numbers.ts";
import { OverTheWire } from "./OverTheWire.tsx";

function How({ timing }: { readonly timing: ComparisonTiming }) {
  const { t } = useTranslation("comparison-timing");
  const batches = timing.methods.map(({ batch }) => batch);
  const [fewest, most] = [Math.min(...batches), Math.max(...batches)];
  const step = Math.min(...timing.methods.map(({ clockStepNs }) => clockStepNs));
  const rounds = Math.max(...timing.methods.map(({ timings }) => timings[0]?.nanoseconds.length ?? 0));
  return (
    <details className="timing-how">
      <summary>{t("how.title")}</summary>
      <p>
        {t("how.batch", {
          step: nsText(step),
          batches: fewest === most ? String(most) : `${fewest}–${most}`,
        })}
      </p>
      <p>{t("how.order", { rounds })}</p>
      <p>{t("how.verdict")}</p>
      {timing.python === null && <p>{t("how.noPython")}</p>}
    </details>
  );
}

interface PanelsProps {
  readonly timing: ComparisonTiming;
  readonly findings: readonly MethodFinding[];
}

/** What was measured, drawn and in words. */
export function Panels({ timing, findings }: PanelsProps) {
  return (
    <>
      <div className="timing-panels">
        {timing.methods.map((timed, index) => (
          <MethodPanel
            key={timed.method}
            timed={timed}
            finding={findings[index]?.finding ?? { kind: "tooFew" }}
            python={timing.python}
          />
        ))}
      </div>
      <How timing={timing} />
    </>
  );
}

export function findingsOf({ methods }: ComparisonTiming): readonly MethodFinding[] {
  return methods.map((timed) => ({ method: timed.method, finding: findingOf(timed) }));
}

/** Asks for a measurement, and keeps the last one until the next is there. */
function useMeasurement() {
  const { t } = useTranslation("comparison-timing");
  const errorSentence = useErrorSentence();
  const [timing, setTiming] = useState<ComparisonTiming | null>(null);
  const [measuring, setMeasuring] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const measure = async () => {
    setMeasuring(true);
    setFailure(null);
    const answer = await askComparisonTiming();
    setMeasuring(false);
    if (answer.ok) setTiming(answer.value);
    else setFailure(answer.error === null ? t("unreachable") : errorSentence(answer.error));
  };
  return { timing, measuring, failure, measure };
}

interface ComparisonTimingViewProps {
  /**
   * Standard deviation, in ns, of the times from a delivered answer to the server's next frame in this lab; null where
   * there are too few of them.
   */
  readonly replySpreadNs: number | null;
}

/** How long comparisons take, measured where Wirestage runs, and whether that gives a MAC away. */
export function ComparisonTimingView({ replySpreadNs }: ComparisonTimingViewProps) {
  const { t } = useTranslation("comparison-timing");
  const { timing, measuring, failure, measure } = useMeasurement();
  const findings = useMemo(() => (timing === null ? null : findingsOf(timing)), [timing]);
  return (
    <section className="timing" aria-label={t("title")}>
      <h3>{t("title")}</h3>
      <p className="timing-why">{t("why", { bytes: timing?.comparedBytes ?? 32 })}</p>
      <div className="timing-do">
        <TextButton
          icon={Timer}
          look={timing === null ? "primary" : "quiet"}
          disabled={measuring}
          onClick={() => void measure()}
        >
          {t(timing === null ? "measure" : "again")}
        </TextButton>
        <p role="status">{measuring ? t("measuring") : (failure ?? "")}</p>
      </div>
      {timing !== null && findings !== null && <Panels timing={timing} findings={findings} />}
      <OverTheWire spreadNs={replySpreadNs} findings={findings} />
    </section>
  );
}
