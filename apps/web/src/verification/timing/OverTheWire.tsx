import { useTranslation } from "react-i18next";
import { formatDuration } from "../../format/time.ts";
import { advantageNs, type MethodFinding, repliesNeeded } from "./finding.ts";
import { countText, nsText } from "./numbers.ts";

interface MethodOverTheWireProps extends MethodFinding {
  readonly spreadNs: number;
}

function MethodOverTheWire({ method, finding, spreadNs }: MethodOverTheWireProps) {
  const { t, i18n } = useTranslation("comparison-timing");
  const name = t(`method.${method}`);
  const advantage = advantageNs(finding);
  if (finding.kind === "tooFew") return null;
  if (advantage === null) return <li>{t("wire.invisible", { method: name })}</li>;
  const replies = countText(repliesNeeded(spreadNs, advantage), i18n.language);
  return <li>{t("wire.needed", { method: name, advantage: nsText(advantage), replies })}</li>;
}

interface OverTheWireProps {
  /** Standard deviation of the reply times seen in this lab, in ns; null where too few were. */
  readonly spreadNs: number | null;
  /** Null before anything was measured. */
  readonly findings: readonly MethodFinding[] | null;
}

/** How far what is seen on the machine could be seen by somebody at the other end of the lab's wire. */
export function OverTheWire({ spreadNs, findings }: OverTheWireProps) {
  const { t } = useTranslation("comparison-timing");
  return (
    <section className="timing-wire">
      <h4>{t("wire.title")}</h4>
      {spreadNs === null && <p>{t("wire.unknown")}</p>}
      {spreadNs !== null && findings === null && <p>{t("wire.nothing")}</p>}
      {spreadNs !== null && findings !== null && (
        <>
          <p>{t("wire.spread", { spread: formatDuration(spreadNs) })}</p>
          <ul>
            {findings.map((each) => (
              <MethodOverTheWire key={each.method} {...each} spreadNs={spreadNs} />
            ))}
          </ul>
        </>
      )}
      <p>{t("wire.nonce")}</p>
    </section>
  );
}
