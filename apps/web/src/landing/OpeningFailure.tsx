import type { ErrorBody } from "@wirestage/protocol";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useErrorSentence } from "../status/error-sentence.ts";

/** Why no lab was opened, beside the button that was pressed, and brought into view where that stands at the edge. */
export function OpeningFailure({ error }: { readonly error: ErrorBody | null }) {
  const { t } = useTranslation("landing");
  const sentence = useErrorSentence();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer browsers answer with a promise, which an effect must not hand on.
    void box.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div
      ref={box}
      role="alert"
      className="my-4 max-w-lg scroll-my-4 rounded-lg border border-lost/40 bg-lost-soft px-4 py-3"
    >
      <p className="font-semibold">{t("failed.title")}</p>
      <p className="text-sm text-text-2">{error ? sentence(error) : t("failed.gone")}</p>
    </div>
  );
}
