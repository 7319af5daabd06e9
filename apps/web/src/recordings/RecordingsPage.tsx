import type { Keeping, KeptRecording, RecordingList } from "@wirestage/protocol";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { TextButton } from "../app/buttons.tsx";
import { Logo } from "../app/Logo.tsx";
import { PageSwitches } from "../app/PageSwitches.tsx";
import { addMessages } from "../i18n/i18n.ts";
import { useSizeText } from "../open-file/use-size-text.ts";
import { Link } from "../router/Link.tsx";
import { useErrorSentence } from "../status/error-sentence.ts";
import { KeepingProblem } from "./KeepingProblem.tsx";
import * as recordingsMessages from "./messages.ts";
import { RecordingRow } from "./RecordingRow.tsx";
import { type RecordingsInHand, type Refusal, useRecordings } from "./use-recordings.ts";

addMessages({ recordings: recordingsMessages });

function Header() {
  const { t } = useTranslation("recordings");
  return (
    <header className="mx-auto flex w-full max-w-4xl items-center gap-2 px-5 py-4 sm:px-8">
      <Link to="/" aria-label={t("back")} className="flex items-center gap-2 rounded-md">
        <Logo className="size-7" />
        <span className="font-semibold text-lg tracking-tight">Wirestage</span>
      </Link>
      <div className="ml-auto flex items-center gap-1">
        <PageSwitches />
      </div>
    </header>
  );
}

function Empty() {
  const { t } = useTranslation("recordings");
  return (
    <div className="mt-8 rounded-2xl border border-line border-dashed px-6 py-12 text-center">
      <p className="font-semibold">{t("empty.title")}</p>
      <p className="mx-auto mt-1 max-w-[32em] text-balance text-sm text-text-2">{t("empty.text")}</p>
      <Link to="/" className="mt-4 inline-block font-medium text-accent hover:underline">
        {t("empty.start")}
      </Link>
    </div>
  );
}

function Room({ usedBytes, limitBytes }: Keeping) {
  const { t } = useTranslation("recordings");
  const sizeText = useSizeText();
  if (limitBytes === 0) return null;
  const share = Math.min(100, (usedBytes / limitBytes) * 100);
  return (
    <div className="mt-6">
      <div aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-sunken">
        <div className="h-full rounded-full bg-accent" style={{ width: `${share}%` }} />
      </div>
      <p className="mt-1.5 text-text-2 text-xs">
        {t("room", { used: sizeText(usedBytes), limit: sizeText(limitBytes) })}
      </p>
    </div>
  );
}

interface ListProps {
  readonly recordings: readonly KeptRecording[];
  readonly inHand: RecordingsInHand;
  /** Hears what became of a deed: the refusal, or in words that it was done. */
  readonly tell: (refusal: Refusal, done: string) => void;
}

function List({ recordings, inHand, tell }: ListProps) {
  const { t } = useTranslation("recordings");
  return (
    <ul className="mt-4 divide-y divide-line rounded-2xl border border-line bg-surface">
      {recordings.map((recording) => (
        <RecordingRow
          key={recording.id}
          recording={recording}
          onRename={async (name) => tell(await inHand.rename(recording.id, name), t("renamed"))}
          onDelete={async () => tell(await inHand.remove(recording.id), t("deleted"))}
        />
      ))}
    </ul>
  );
}

/**
 * The list, or that there is nothing in it. What was done, or why it was not, is said above it, also to who does not see
 * it; the button that was pressed may be gone, and the focus would be lost with it.
 */
function Here({ list, inHand }: { readonly list: RecordingList; readonly inHand: RecordingsInHand }) {
  const { t } = useTranslation("recordings");
  const sentence = useErrorSentence();
  const [said, say] = useState<{ readonly text: string; readonly isRefusal: boolean } | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const tell = (refusal: Refusal, done: string) => {
    if (refusal === null) say({ text: done, isRefusal: false });
    else say({ text: refusal.error ? sentence(refusal.error) : t("refused.gone"), isRefusal: true });
    if (document.activeElement === document.body) place.current?.focus();
  };
  const { recordings, keeping } = list;
  return (
    <div ref={place} tabIndex={-1} className="outline-none">
      {keeping.problem && <KeepingProblem problem={keeping.problem} />}
      <p
        role="status"
        className={`mt-4 text-sm empty:hidden ${said?.isRefusal ? "text-lost" : "text-text-2"}`}
      >
        {said?.text}
      </p>
      {recordings.length > 0 && <List recordings={recordings} inHand={inHand} tell={tell} />}
      {recordings.length === 0 && keeping.problem === null && <Empty />}
      <Room {...keeping} />
    </div>
  );
}

function Failed({ error, onAgain }: { readonly error: Refusal; readonly onAgain: () => void }) {
  const { t } = useTranslation("recordings");
  const sentence = useErrorSentence();
  return (
    <div role="alert" className="mt-8 rounded-xl border border-lost/40 bg-lost-soft px-5 py-4">
      <p className="font-semibold">{t("failed.title")}</p>
      <p className="mt-1 text-sm text-text-2">{error?.error ? sentence(error.error) : t("failed.gone")}</p>
      <div className="mt-3">
        <TextButton onClick={onAgain}>{t("failed.again")}</TextButton>
      </div>
    </div>
  );
}

function Content({ inHand }: { readonly inHand: RecordingsInHand }) {
  const { t } = useTranslation("recordings");
  const { recordings } = inHand;
  switch (recordings.status) {
    case "loading":
      return (
        <p role="status" className="mt-8 text-text-3">
          {t("loading")}
        </p>
      );
    case "failed":
      return <Failed error={recordings} onAgain={() => void inHand.reload()} />;
    case "here":
      return (
        <>
          {recordings.missed && <Failed error={recordings.missed} onAgain={() => void inHand.reload()} />}
          <Here list={recordings.list} inHand={inHand} />
        </>
      );
    default:
      return recordings satisfies never;
  }
}

/** `/recordings`: what was recorded of the labs that this browser opened. */
export function RecordingsPage() {
  const { t } = useTranslation("recordings");
  return (
    <div className="min-h-dvh bg-bg">
      <Header />
      <main className="mx-auto w-full max-w-4xl px-5 pt-4 pb-16 sm:px-8">
        <h1 className="font-semibold text-2xl tracking-tight">{t("title")}</h1>
        <p className="mt-2 max-w-[44em] text-pretty text-text-2">{t("lead")}</p>
        <p className="mt-1 max-w-[44em] text-pretty text-sm text-text-2">{t("hint")}</p>
        <Content inHand={useRecordings()} />
      </main>
    </div>
  );
}
