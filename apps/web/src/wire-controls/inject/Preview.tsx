import type { TraceLog } from "@wirestage/trace";
import { hasFlag, TcpFlag } from "@wirestage/wire";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { type FlowDirection, reversed } from "./flows.ts";
import { type ComposedDraft, draftNumbers, type InjectDraft } from "./inject-draft.ts";

interface PreviewProps {
  readonly log: TraceLog;
  readonly direction: FlowDirection;
  readonly draft: InjectDraft;
  readonly composed: ComposedDraft;
}

/** What the receiver's kernel will make of flags and sequence number (RFC 9293 §3.10.7.4, RFC 5961 §3.2 and §4.2). */
function verdict(props: PreviewProps, t: TFunction<"wire-controls">): string | null {
  const { log, direction, draft } = props;
  if (direction.protocol !== "tcp") return null;
  const to = reversed(direction, log)?.from ?? "";
  const host = to === "client" || to === "server" ? t(`host.${to}`) : to;
  const { seq, next } = draftNumbers(log, direction, draft);
  const isReset = hasFlag(draft.flags, TcpFlag.rst);
  if (!isReset && hasFlag(draft.flags, TcpFlag.syn)) return t("inject.verdict.syn", { host });
  if (!isReset && !hasFlag(draft.flags, TcpFlag.ack)) return t("inject.verdict.noAck", { host });
  if (seq === next.seq) return t("inject.verdict.next", { host, next: next.seq });
  return t(isReset ? "inject.verdict.otherReset" : "inject.verdict.other", { host, next: next.seq });
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
