import { useTranslation } from "react-i18next";
import { type FrameKind, kindColour } from "./frame-kind.ts";

/** A frame's kind, in the colour that it has on the stage. */
export function KindBadge({ kind }: { readonly kind: FrameKind }) {
  const { t } = useTranslation("inspector");
  const colour = kindColour(kind);
  return (
    <span
      className="inline-flex items-center rounded-sm border px-1.5 font-medium text-xs"
      style={{ color: colour, borderColor: `color-mix(in oklab, ${colour} 45%, transparent)` }}
    >
      {t(`kinds.${kind}`)}
    </span>
  );
}
