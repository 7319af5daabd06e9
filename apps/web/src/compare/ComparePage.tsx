import { RotateCw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TextButton } from "../app/buttons.tsx";
import { Logo } from "../app/Logo.tsx";
import { labMessages } from "../app/lab-messages.ts";
import { Opening } from "../app/Opening.tsx";
import { PageSwitches } from "../app/PageSwitches.tsx";
import { addMessages } from "../i18n/i18n.ts";
import { Link } from "../router/Link.tsx";
import { useErrorSentence } from "../status/error-sentence.ts";
import { ComparedView } from "./ComparedView.tsx";
import * as compare from "./messages.ts";
import { type Comparing, useComparedPair } from "./use-compared-pair.ts";

addMessages({ ...labMessages, compare });

function Bar({ onReadAgain }: { readonly onReadAgain: () => void }) {
  const { t } = useTranslation("compare");
  const { t: app } = useTranslation("app");
  return (
    <header className="flex h-12 shrink-0 items-center gap-1.5 border-line border-b bg-surface px-2 sm:gap-2 sm:px-4">
      <Link to="/" aria-label={app("home")} className="flex shrink-0 items-center gap-2 rounded-md sm:pr-2">
        <Logo className="size-6" />
        <span className="hidden font-semibold tracking-tight lg:inline">Wirestage</span>
      </Link>
      <h1 className="min-w-0 truncate font-medium text-sm">{t("title")}</h1>
      <div className="ml-auto flex items-center gap-1">
        <TextButton icon={RotateCw} title={t("againHint")} compact onClick={onReadAgain}>
          {t("again")}
        </TextButton>
        <PageSwitches />
      </div>
    </header>
  );
}

interface UnreadProps {
  readonly why: Extract<Comparing, { readonly is: "gone" | "failed" }>;
}

function Unread({ why }: UnreadProps) {
  const { t } = useTranslation("compare");
  const { t: status } = useTranslation("status");
  const sentence = useErrorSentence();
  const text = (): string => {
    if (why.is === "gone") return t("gone");
    return why.error ? sentence(why.error) : status("noAnswer");
  };
  return (
    <main className="grid flex-1 place-items-center p-6">
      <div className="max-w-prose">
        <p role="alert">{text()}</p>
        <p className="mt-4">
          <Link to="/" className="text-accent underline underline-offset-2">
            {t("home")}
          </Link>
        </p>
      </div>
    </main>
  );
}

interface ComparePageProps {
  /** Ids of labs; the left one may be `original`, what the right one was opened after. */
  readonly left: string;
  readonly right: string;
}

/** `/compare/:left/:right` */
export function ComparePage({ left, right }: ComparePageProps) {
  const [attempt, setAttempt] = useState(0);
  const comparing = useComparedPair(left, right, attempt);
  return (
    <div className="flex h-dvh flex-col overflow-hidden bg-bg">
      <Bar onReadAgain={() => setAttempt(attempt + 1)} />
      {comparing.is === "loading" && <Opening />}
      {(comparing.is === "gone" || comparing.is === "failed") && <Unread why={comparing} />}
      {comparing.is === "ready" && <ComparedView pair={comparing.pair} />}
    </div>
  );
}
