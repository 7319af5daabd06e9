import "./own-program.css";
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../session/hooks.ts";
import { execLine } from "./exec-line.ts";
import { copyText } from "./terminal/copy-text.ts";

/** How a learner runs a program of their own on a host of this lab. */
export function OwnProgram({ host }: { readonly host: string }) {
  const { t } = useTranslation("hosts");
  const { lab } = useSession();
  const [copied, setCopied] = useState(false);
  const line = execLine(lab, host);
  const copy = async () => {
    await copyText(line);
    setCopied(true);
  };
  const Icon = copied ? Check : Copy;
  return (
    <section className="own-program" aria-label={t("own.title")}>
      <h3>{t("own.title")}</h3>
      <p>{t("own.where")}</p>
      <div className="own-line">
        <code>{line}</code>
        <button type="button" aria-label={t("own.copy")} title={t("own.copy")} onClick={() => void copy()}>
          <Icon size={14} aria-hidden="true" />
        </button>
        <span role="status" className="sr-only">
          {copied && t("own.copied")}
        </span>
      </div>
      <p>{t("own.seen")}</p>
    </section>
  );
}
