import type { FrameWhereabouts } from "@wirestage/trace";
import { Check, CircleDashed, Hand, type LucideIcon, MoveRight, Repeat2, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { InspectorT } from "./field-text.ts";

const ICONS: Readonly<Record<FrameWhereabouts["fate"], LucideIcon>> = {
  unsent: CircleDashed,
  flying: MoveRight,
  held: Hand,
  delivered: Check,
  lost: X,
};
const COLOURS: Readonly<Record<FrameWhereabouts["fate"], string>> = {
  unsent: "text-text-3",
  flying: "text-text-2",
  held: "text-held",
  delivered: "text-text-2",
  lost: "text-lost",
};

function fateText(place: FrameWhereabouts, repeats: number, t: InspectorT): string {
  if (place.fate === "lost" && place.by.by === "repeat") return t("fate.repeat", { of: place.by.of });
  if (place.fate === "held" && repeats > 0) return t("fate.heldRepeats", { count: repeats });
  return t(`fate.${place.fate}`);
}

/** Where a frame is, by icon, colour and word. */
export function FateText({ place, repeats }: { readonly place: FrameWhereabouts; readonly repeats: number }) {
  const { t } = useTranslation("inspector");
  const isRepeat = place.fate === "lost" && place.by.by === "repeat";
  const Icon = isRepeat ? Repeat2 : ICONS[place.fate];
  return (
    <span className={`inline-flex items-center gap-1 ${isRepeat ? "text-text-2" : COLOURS[place.fate]}`}>
      <Icon size={13} strokeWidth={2.2} aria-hidden="true" className="shrink-0" />
      {fateText(place, repeats, t)}
    </span>
  );
}
