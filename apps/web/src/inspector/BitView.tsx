import { useTranslation } from "react-i18next";
import type { FrameModel, Lit } from "./frame-model.ts";
import { bitsOf, type Span } from "./hex-rows.ts";

const MOST_BYTES = 2;

/** The bytes whose bits are worth a look: those of a field that is only part of them, or one that fields share. */
function bytesWithBits(span: Span): readonly number[] {
  const isShown = span.bits !== undefined || span.end - span.start === 1;
  if (!isShown) return [];
  return Array.from(
    { length: Math.min(MOST_BYTES, span.end - span.start) },
    (_, index) => span.start + index,
  );
}

/** The bits of the byte or two that are lit. */
export function BitView({ model, lit }: { readonly model: FrameModel; readonly lit: Lit }) {
  const { t } = useTranslation("inspector");
  const { span } = lit;
  if (span === null) return null;
  return (
    <div className="flex flex-wrap gap-3 font-mono text-xs">
      {bytesWithBits(span).map((offset) => {
        const isFlipped = (place: number) => ((model.changed.get(offset) ?? 0) & (1 << place)) !== 0;
        return (
          <span key={offset} role="img" aria-label={t("bytes.bitView", { offset })} className="flex">
            {bitsOf(model.bytes[offset] ?? 0, offset, span).map((bit) => (
              <span
                key={bit.place}
                className={`w-[2ch] border-line border-y border-l text-center last:border-r ${bit.place === 3 ? "ms-1" : ""} ${bit.isLit ? "bg-accent text-bg" : "bg-surface text-text-2"} ${isFlipped(bit.place) ? "font-bold shadow-[inset_0_-3px_0_var(--held)]" : ""}`}
              >
                {bit.isSet ? 1 : 0}
              </span>
            ))}
          </span>
        );
      })}
    </div>
  );
}
