import type { Health } from "@wirestage/protocol";
import { useTranslation } from "react-i18next";
import { en } from "./messages.ts";

type Known = keyof typeof en.recordings.why;

function isKnown(code: string): code is Known {
  return code in en.recordings.why;
}

/** The server's sentence, with what stands between backticks as code to copy. */
function Detail({ text }: { readonly text: string }) {
  const parts = text
    .split("`")
    .map((part, index) => ({ part, isCode: index % 2 === 1, key: `${index} ${part}` }));
  return (
    <p lang="en" className="mt-3 text-sm text-text-2">
      {parts.map(({ part, isCode, key }) =>
        isCode ? (
          <code key={key} className="rounded bg-surface px-1 py-0.5 font-mono text-text text-xs">
            {part}
          </code>
        ) : (
          part
        ),
      )}
    </p>
  );
}

/** Why this machine runs no labs, and what to allow so that it does. */
export function OnlyRecordings({ why }: { readonly why: Health["why"] }) {
  const { t } = useTranslation("landing");
  return (
    <section className="mt-6 rounded-xl border border-held/40 bg-held-soft px-5 py-4">
      <h2 className="font-semibold">{t("recordings.title")}</h2>
      {why && isKnown(why.code) && <p className="mt-1">{t(`recordings.why.${why.code}`)}</p>}
      {why && <Detail text={why.message} />}
      <p className="mt-3 text-sm text-text-2">{t("recordings.afterwards")}</p>
    </section>
  );
}
