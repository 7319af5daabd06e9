import { lazy, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Opening } from "../app/Opening.tsx";
import { addMessages } from "../i18n/i18n.ts";
import { Link } from "../router/Link.tsx";
import { usePrograms } from "../runs/use-programs.ts";
import { useOpenedTrace } from "../session/opened-trace.ts";
import { useErrorSentence } from "../status/error-sentence.ts";
import * as recordingsMessages from "./messages.ts";
import { type KeptProblem, openKept } from "./open-kept.ts";
import { useRecordingTitle } from "./recording-title.ts";

addMessages({ recordings: recordingsMessages });

const OpenedTraceView = lazy(async () => ({
  default: (await import("../open-file/OpenedTraceView.tsx")).OpenedTraceView,
}));

function Problem({ problem }: { readonly problem: KeptProblem }) {
  const { t } = useTranslation("recordings");
  const sentence = useErrorSentence();
  const textOf = (): string => {
    if (problem.kind !== "refused") return t(`kept.${problem.kind}`);
    return problem.error ? sentence(problem.error) : t("refused.gone");
  };
  return (
    <main className="grid min-h-dvh place-items-center bg-bg px-6">
      <div role="alert" className="max-w-md text-center">
        <h1 className="font-semibold text-2xl">{t("kept.missing")}</h1>
        <p className="mt-3 text-text-2">{textOf()}</p>
        <Link to="/recordings" className="mt-6 inline-block font-medium text-accent underline">
          {t("kept.list")}
        </Link>
      </div>
    </main>
  );
}

/** What is known of the recording called `id`; `problem` null: it is open. */
interface Asked {
  readonly id: string;
  readonly problem: KeptProblem | null;
}

/** `/recording/:id`: a recording that the server keeps, on the stage. It may have grown since the last visit. */
export function KeptRecordingPage({ id }: { readonly id: string }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const opened = useOpenedTrace((store) => store.opened);
  const isTitled = usePrograms().status !== "loading";
  const title = useRecordingTitle();
  const titleOf = useRef(title);
  useEffect(() => {
    titleOf.current = title;
  });
  useEffect(() => {
    if (!isTitled) return;
    const leave = new AbortController();
    const { signal } = leave;
    void openKept(id, (recording) => titleOf.current(recording), signal).then((problem) => {
      if (!signal.aborted) setAsked({ id, problem });
    });
    return () => leave.abort();
  }, [id, isTitled]);
  if (asked?.id !== id) return <Opening />;
  if (asked.problem !== null) return <Problem problem={asked.problem} />;
  const isOpen = opened?.source.kind === "kept" && opened.source.id === id;
  return isOpen ? <OpenedTraceView key={opened.key} trace={opened} /> : <Opening />;
}
