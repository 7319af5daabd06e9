import type { FrameEntry } from "@wirestage/trace";
import { Copy, type LucideIcon, Pencil, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";

function Sign({ icon: Icon, text }: { readonly icon: LucideIcon; readonly text: string }) {
  return (
    <span className="inline-flex items-center gap-1 text-held text-xs">
      <Icon size={12} strokeWidth={2.4} aria-hidden="true" className="shrink-0" />
      {text}
    </span>
  );
}

interface HandSignsProps {
  readonly entry: FrameEntry;
  /** How many events had happened. */
  readonly next: number;
}

/** That no kernel sent a frame, or that it is no longer what was sent; shown by icon, colour and word. */
export function HandSigns({ entry, next }: HandSignsProps) {
  const { t } = useTranslation("inspector");
  const { sent } = entry;
  const isAltered = entry.fates.some(({ kind, seq }) => kind === "frame.altered" && seq < next);
  return (
    <>
      {sent.kind === "frame.copied" && <Sign icon={Copy} text={t("sign.copied", { of: sent.of })} />}
      {sent.kind === "frame.injected" && <Sign icon={Plus} text={t("sign.injected")} />}
      {isAltered && <Sign icon={Pencil} text={t("sign.altered")} />}
    </>
  );
}
