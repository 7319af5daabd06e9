import type { TraceLog } from "@wirestage/trace";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { type FlowDirection, reversed } from "./flows.ts";
import { type ComposedDraft, draftNumbers, draftVerdict, type InjectDraft } from "./inject-draft.ts";

interface PreviewProps {
  readonly log: TraceLog;
  readonly direction: FlowDirection;
  readonly draft: InjectDraft;
  readonly composed: ComposedDraft;
}

/** What the receiver's kernel will make of flags and numbers. */
function verdict({ log, direction, draft }: PreviewProps, t: TFunction<"wire-controls">): string | null {
  const to = reversed(direction, log)?.from ?? "";
  const host = to === "client" || to === "server" ? t(`host.${to}`) : to;
  const judged = draftVerdict(log, direction, draft);
  const { next } = draftNumbers(log, direction, draft);
  return judged && t(`inject.verdict.${judged}`, { host, next: next.seq });
}

/** The frame as it will be, and how the receiver will look at it. */
export function Preview(props: PreviewProps) {
  const { t } = useTranslation("wire-controls");
  const { composed } = props;
  if (!composed.ok) return <p className="text-lost text-sm">{t(`inject.cannot.${composed.because}`)}</p>;
  const said = verdict(props, t);
  return (
    <div aria-live="polite" className="border-held border-l-3 bg-held-soft px-3 py-2 text-sm">
      <p className="wrap-anywhere font-mono text-xs leading-relaxed">{composed.line}</p>
      <p className="text-text-2 text-xs">{t("inject.bytes", { count: composed.bytes.length })}</p>
      {said !== null && <p className="mt-1">{said}</p>}
    </div>
  );
}
