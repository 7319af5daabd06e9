import type { ErrorCode } from "@wirestage/protocol";
import { type FlippedFrame, type FlipRefusal, flipBit } from "@wirestage/wire";
import { Pencil, X } from "lucide-react";
import { type RefObject, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton, TextButton } from "../app/buttons.tsx";
import { Segments } from "../app/Segments.tsx";
import { useErrorSentence } from "../status/error-sentence.ts";
import { Obstacle, Refusal } from "../wire-controls/Obstacle.tsx";
import { useCommands } from "../wire-controls/use-commands.ts";
import { byteText } from "./alterations.ts";
import type { FrameModel } from "./frame-model.ts";
import { checksumThatFails } from "./kernel-discard.ts";

const PLACES = [7, 6, 5, 4, 3, 2, 1, 0] as const;
type Checksums = "left" | "mended";

/** What the lab would answer, told before it is asked. */
const CODES: Readonly<Record<FlipRefusal, ErrorCode>> = {
  beyond: "offset_beyond_frame",
  undone: "mending_undoes",
  incomplete: "mending_incomplete",
};

/** What is to be said of a flip: whether a checksum tells of it depends on the bytes that come out. */
function explanationOf(flipped: FlippedFrame, checksums: Checksums): "left" | "mended" | "unnoticed" {
  if (flipped.ok && checksumThatFails(flipped.bytes) === null && checksums === "left") return "unnoticed";
  return checksums;
}

interface BitChoiceProps {
  readonly byte: number;
  readonly bit: number;
  readonly onBit: (bit: number) => void;
}

/** The eight bits of a byte, the first on the wire first; one of them is chosen. */
function BitChoice({ byte, bit, onBit }: BitChoiceProps) {
  const { t } = useTranslation("inspector");
  const name = useId();
  return (
    <div role="radiogroup" aria-label={t("flip.bit")} className="flex font-mono text-sm">
      {PLACES.map((place) => (
        <label
          key={place}
          className={`relative border-line-strong border-y border-l last:border-r has-focus-visible:z-1 has-focus-visible:outline-2 has-focus-visible:outline-focus ${place === 3 ? "ms-1" : ""}`}
        >
          <input
            type="radio"
            name={name}
            value={place}
            checked={place === bit}
            aria-label={t("flip.bitIs", { bit: place, value: (byte >> place) & 1 })}
            onChange={() => onBit(place)}
            className="peer absolute inset-0 cursor-pointer opacity-0"
          />
          <span className="grid h-7 w-6 place-items-center bg-surface peer-checked:bg-held peer-checked:font-bold peer-checked:text-bg peer-hover:bg-held-soft peer-checked:peer-hover:bg-held">
            {(byte >> place) & 1}
          </span>
        </label>
      ))}
    </div>
  );
}

interface FlipBitProps {
  readonly model: FrameModel;
  /** The byte that is chosen among the bytes. */
  readonly offset: number;
  readonly onClose: () => void;
}

/** Keeps the choice in view: as it opens, with each other byte, and when the bytes above it find their width. */
function useInView(offset: number): RefObject<HTMLElement | null> {
  const panel = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: choosing a byte scrolls the bytes, and this with them
  useEffect(() => {
    const pane = panel.current?.parentElement;
    if (!pane) return;
    const sizes = new ResizeObserver(() => panel.current?.scrollIntoView({ block: "nearest" }));
    sizes.observe(pane);
    return () => sizes.disconnect();
  }, [offset]);
  return panel;
}

/** One bit of the chosen byte is flipped on the wire; checksums are left wrong, or mended as an attacker would. */
export function FlipBit({ model, offset, onClose }: FlipBitProps) {
  const { t } = useTranslation("inspector");
  const [bit, setBit] = useState(0);
  const [checksums, setChecksums] = useState<Checksums>("left");
  const { obstacle, refusal, send } = useCommands();
  const sentenceFor = useErrorSentence();
  const id = useId();
  const panel = useInView(offset);
  const byte = model.bytes[offset] ?? 0;
  const flipped = flipBit(model.bytes, { offset, bit, checksums });
  const why = flipped.ok ? null : { code: CODES[flipped.because], message: "", facts: {} };
  const { frame } = model.entry;
  const choices = (["left", "mended"] as const).map((key) => ({ key, name: t(`flip.checksums.${key}`) }));
  return (
    <section
      ref={panel}
      aria-label={t("flip.title")}
      className="space-y-1.5 border-held border-t-2 bg-held-soft px-3 py-1.5"
    >
      <div className="flex items-center gap-x-3">
        <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
          <p className="text-sm" aria-live="polite">
            {t("flip.byte", { offset })}{" "}
            <code className="font-mono">{`${byteText(byte)} → ${byteText(byte ^ (1 << bit))}`}</code>
          </p>
          <BitChoice byte={byte} bit={bit} onBit={setBit} />
        </div>
        <IconButton icon={X} label={t("flip.close")} onClick={onClose} />
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Segments
          label={t("flip.checksums.label")}
          segments={choices}
          current={checksums}
          onChoose={setChecksums}
          size="small"
        />
        <TextButton
          icon={Pencil}
          look="primary"
          disabled={obstacle !== null || !flipped.ok}
          onClick={() => void send({ do: "frame.alter", frame, offset, bit, checksums })}
        >
          {t("flip.do")}
        </TextButton>
      </div>
      <p className="text-text-2 text-xs">
        {why === null ? t(`flip.explain.${explanationOf(flipped, checksums)}`) : sentenceFor(why)}
      </p>
      {obstacle !== null && <Obstacle id={id} kind={obstacle} />}
      <Refusal error={refusal} />
    </section>
  );
}
