import { Play, Square, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TextButton } from "../app/buttons.tsx";
import { Link } from "../router/Link.tsx";
import { useLink, useLog, useSession } from "../session/hooks.ts";
import { useCommands } from "../wire-controls/use-commands.ts";
import { type AgainEnd, type AgainRun, againRun, goOnCommands } from "./again-run.ts";
import { missingText } from "./missing-text.ts";
import { ORIGINAL, originalOf } from "./originals.ts";

const BAR =
  "flex flex-wrap items-center gap-x-4 gap-y-1.5 border-accent/40 border-b bg-accent-soft px-4 py-1.5 text-sm";

/** Whose run is done again, with the way there where it is a lab. */
function Origin({ run }: { readonly run: AgainRun }) {
  const { t } = useTranslation("again");
  const { lab } = useSession();
  if (run.of === null)
    return <span className="text-text-2">{originalOf(lab)?.title ?? t("aRecording")}</span>;
  return (
    <Link to={`/lab/${encodeURIComponent(run.of)}`} className="text-accent underline underline-offset-2">
      {t("theOther")}
    </Link>
  );
}

function Running({ run }: { readonly run: AgainRun }) {
  const { t } = useTranslation("again");
  const { events } = useLog();
  const { send } = useCommands();
  const count = Math.min(events.length, run.event);
  const text = t(run.steps > 0 ? "running" : "runningOnly", {
    event: run.event + 1,
    given: run.given,
    steps: run.steps,
  });
  return (
    <div className={BAR}>
      <p role="status" className="min-w-0 flex-1 basis-64">
        {text} <Origin run={run} />
      </p>
      <progress
        aria-label={t("progress")}
        value={count}
        max={run.event || 1}
        className="h-2 w-32 accent-accent"
      />
      <TextButton icon={Square} onClick={() => void send({ do: "again.stop" })}>
        {t("stop")}
      </TextButton>
    </div>
  );
}

function useEndText(run: AgainRun, end: AgainEnd, isStill: boolean): string {
  const { t } = useTranslation("again");
  const { latest } = useLog();
  switch (end.is) {
    case "reached":
      return t(isStill ? "reached" : "wentOn", { event: run.event + 1 });
    case "stopped":
      return t("stopped", { given: run.given, steps: run.steps });
    case "parted":
      return t("parted", { missing: missingText(end.missing, latest, t) });
    default:
      return end.is satisfies never;
  }
}

function Ended({ run, end }: { readonly run: AgainRun; readonly end: AgainEnd }) {
  const { t } = useTranslation("again");
  const { lab, log } = useSession();
  const { send } = useCommands();
  const [isDismissed, setIsDismissed] = useState(false);
  const link = useLink();
  const commands = goOnCommands(log, end);
  const text = useEndText(run, end, commands.length > 0);
  if (isDismissed) return null;
  const left = run.of ?? (originalOf(lab) ? lab : null);
  const look =
    end.is === "parted" ? BAR.replace("accent/40", "held/40").replace("accent-soft", "held-soft") : BAR;
  return (
    <div className={look}>
      <p role="status" className="min-w-0 flex-1 basis-64">
        {text} <Origin run={run} />
      </p>
      {commands.length > 0 && link.status === "open" && link.mayCommand && (
        <TextButton icon={Play} look="primary" title={t("goOnHint")} onClick={() => void send(...commands)}>
          {t("goOn")}
        </TextButton>
      )}
      {left !== null && (
        <Link
          to={`/compare/${run.of === null ? ORIGINAL : encodeURIComponent(run.of)}/${encodeURIComponent(lab)}`}
          className="rounded-md border border-line-strong bg-surface px-3 py-1 font-medium hover:bg-sunken"
        >
          {t("compare")}
        </Link>
      )}
      <button
        type="button"
        aria-label={t("dismiss")}
        title={t("dismiss")}
        onClick={() => setIsDismissed(true)}
        className="grid size-7 place-items-center rounded text-text-2 hover:bg-surface"
      >
        <X size={15} aria-hidden="true" />
      </button>
    </div>
  );
}

/** Says of a lab that does again what was done in another how far it is, and where it stands still what one may do. */
export function AgainBanner() {
  const run = againRun(useLog());
  if (!run) return null;
  return run.end ? <Ended run={run} end={run.end} /> : <Running run={run} />;
}
