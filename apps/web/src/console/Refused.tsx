import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useErrorSentence } from "../status/error-sentence.ts";
import { useLine } from "./line-store.ts";
import { StatementText } from "./StatementText.tsx";

/** A statement that the lab did not carry out, with the reason; it can be taken up again. */
export function Refused({ host }: { readonly host: string }) {
  const { t, i18n } = useTranslation("console");
  const { refused, refuse, place } = useLine(host);
  const sentence = useErrorSentence();
  const why = refused?.error.facts["why"];
  return (
    <div role="alert" className="refused" data-empty={refused === null || undefined}>
      {refused && (
        <>
          <p className="refused-head">
            <span>{t("line.refused")}</span>
            <button
              type="button"
              onClick={() => {
                refuse(null);
                place(refused.text);
              }}
            >
              {t("line.edit")}
            </button>
            <button type="button" aria-label={t("run.dismiss")} onClick={() => refuse(null)}>
              <X size={12} aria-hidden="true" />
            </button>
          </p>
          <code className="refused-text">
            <StatementText text={refused.text} scope={null} />
          </code>
          <p>{sentence(refused.error)}</p>
          {typeof why === "string" && (
            <p>
              {i18n.language !== "en" && t("line.labSays")} <q lang="en">{why}</q>
            </p>
          )}
        </>
      )}
    </div>
  );
}
