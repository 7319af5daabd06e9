import type { Health } from "@wirestage/protocol";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Logo } from "../app/Logo.tsx";
import { loadLabPage } from "../app/load-lab-page.ts";
import { PageSwitches } from "../app/PageSwitches.tsx";
import { Link } from "../router/Link.tsx";
import { askHealth } from "../session/api.ts";
import { HAS_SERVER } from "../session/has-server.ts";
import { StartButtons } from "./StartButtons.tsx";
import { useOpenLab } from "./use-open-lab.ts";
import { WireFigure } from "./WireFigure.tsx";

const WithoutLab = lazy(async () => ({ default: (await import("./WithoutLab.tsx")).WithoutLab }));

/** What the server says of itself, or null where there is none, or none yet. */
function useHealth(): Health | null {
  const [health, setHealth] = useState<Health | null>(null);
  useEffect(() => {
    if (!HAS_SERVER) return;
    void askHealth().then((answer) => answer.ok && setHealth(answer.value));
  }, []);
  return health;
}

function Header() {
  const { t } = useTranslation("landing");
  return (
    <header className="mx-auto flex w-full max-w-6xl items-center gap-2 px-5 py-4 sm:px-8">
      <Logo className="size-7" />
      <span className="font-semibold text-lg tracking-tight">Wirestage</span>
      <div className="ml-auto flex items-center gap-1">
        {HAS_SERVER && (
          <Link
            to="/recordings"
            className="inline-flex h-9 items-center whitespace-nowrap rounded-full px-2 text-sm text-text-2 transition-colors hover:bg-sunken hover:text-text sm:px-3"
          >
            {t("myRecordings")}
          </Link>
        )}
        <PageSwitches />
      </div>
    </header>
  );
}

/** One sentence, one button; or the recordings, where there can be no lab. */
export function Landing() {
  const { t } = useTranslation("landing");
  const health = useHealth();
  const hasLabs = HAS_SERVER && health?.mode !== "recordings";
  const { opening, open, openVerification, openConsoles } = useOpenLab();
  useEffect(() => {
    if (HAS_SERVER) void loadLabPage();
  }, []);
  return (
    <div className="flex min-h-dvh flex-col bg-bg">
      <Header />
      <main
        className={`mx-auto grid w-full max-w-6xl flex-1 gap-10 px-5 pt-4 pb-12 sm:px-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,27rem)] lg:gap-16 ${hasLabs ? "items-center" : "content-start items-start"}`}
      >
        <div>
          <h1 className="font-semibold text-2xl tracking-tight sm:text-3xl xl:text-4xl">
            <span className="inline-block text-balance">{t("title.what")}</span>{" "}
            <span className="inline-block text-balance">
              {t(hasLabs ? "title.how" : "title.howRecorded")}
            </span>
          </h1>
          <p className="mt-5 max-w-[36em] text-pretty text-lg text-text-2">
            {t(hasLabs ? "lead" : "leadRecorded")}
          </p>
          {hasLabs ? (
            <StartButtons
              opening={opening}
              onOpen={(choice, hold) => void open(choice, hold)}
              onOpenVerification={(choice) => void openVerification(choice)}
              onOpenConsoles={() => void openConsoles()}
            />
          ) : (
            <Suspense fallback={null}>
              <WithoutLab why={health?.why ?? null} />
            </Suspense>
          )}
        </div>
        <WireFigure note={t(hasLabs ? "figure.note" : "figure.noteRecorded")} />
      </main>
      <footer className="mx-auto w-full max-w-6xl px-5 pb-6 text-text-3 text-xs sm:px-8">
        {t("source")}
        {health?.kernelRelease && (
          <span className="ml-2 whitespace-nowrap">Linux {health.kernelRelease}</span>
        )}
      </footer>
    </div>
  );
}
