import type { FrameWhereabouts } from "@wirestage/trace";
import { Check, CircleDashed, Eye, Hand, type LucideIcon, MoveRight, Repeat2, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useIsCapture } from "../session/use-is-capture.ts";
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

interface FateTextProps {
  readonly place: FrameWhereabouts;
  /** How often its kernel had sent it again while it was held. */
  readonly repeats: number;
  /** It arrived, and the kernel there threw it away. */
  readonly isDiscarded: boolean;
}

function fateText({ place, repeats, isDiscarded }: FateTextProps, t: InspectorT): string {
  if (isDiscarded) return t("fate.discarded");
  if (place.fate === "lost" && place.by.by === "repeat") return t("fate.repeat", { of: place.by.of });
  if (place.fate === "held" && repeats > 0) return t("fate.heldRepeats", { count: repeats });
  return t(`fate.${place.fate}`);
}

function Captured() {
  const { t } = useTranslation("inspector");
  return (
    <span className="inline-flex items-center gap-1 text-text-2">
      <Eye size={13} strokeWidth={2.2} aria-hidden="true" className="shrink-0" />
      {t("fate.captured")}
    </span>
  );
}

/** Where a frame is, by icon, colour and word; of a captured one only that it was seen. */
export function FateText(props: FateTextProps) {
  const { place, isDiscarded } = props;
  const { t } = useTranslation("inspector");
  const isCapture = useIsCapture();
  if (isCapture) return <Captured />;
  const isRepeat = place.fate === "lost" && place.by.by === "repeat";
  const fate = isDiscarded ? "lost" : place.fate;
  const Icon = isRepeat ? Repeat2 : ICONS[fate];
  return (
    <span className={`inline-flex items-center gap-1 ${isRepeat ? "text-text-2" : COLOURS[fate]}`}>
      <Icon size={13} strokeWidth={2.2} aria-hidden="true" className="shrink-0" />
      {fateText(props, t)}
    </span>
  );
}
