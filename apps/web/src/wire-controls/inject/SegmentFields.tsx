import type { TraceLog } from "@wirestage/trace";
import { TcpFlag } from "@wirestage/wire";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Segments } from "../../app/Segments.tsx";
import type { FlowDirection } from "./flows.ts";
import { draftNumbers, type InjectDraft, PRESETS, presetOf } from "./inject-draft.ts";

interface SegmentFieldsProps {
  readonly log: TraceLog;
  readonly direction: FlowDirection;
  readonly draft: InjectDraft;
  readonly change: (part: Partial<InjectDraft>) => void;
}

const FLAGS = [
  { name: "SYN", bit: TcpFlag.syn },
  { name: "ACK", bit: TcpFlag.ack },
  { name: "PSH", bit: TcpFlag.psh },
  { name: "FIN", bit: TcpFlag.fin },
  { name: "RST", bit: TcpFlag.rst },
] as const;

function FlagBoxes({ draft, change }: Pick<SegmentFieldsProps, "draft" | "change">) {
  const { t } = useTranslation("wire-controls");
  return (
    <fieldset className="flex flex-wrap gap-x-4 gap-y-1">
      <legend className="mb-1 text-sm text-text-2">{t("inject.flags")}</legend>
      {FLAGS.map(({ name, bit }) => (
        <label key={name} className="flex items-center gap-1.5 font-mono text-sm">
          <input
            type="checkbox"
            checked={(draft.flags & bit) !== 0}
            onChange={() => change({ flags: draft.flags ^ bit })}
            className="size-4 accent-accent"
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly onNumber: (number: number | null) => void;
}

const MOST = 2 ** 32 - 1;

/** Left empty, the number is again the one that the receiver waits for. */
function NumberField({ label, value, onNumber }: NumberFieldProps) {
  const id = useId();
  const read = (text: string) => {
    const number = Number(text);
    if (text.trim() === "") onNumber(null);
    else if (Number.isInteger(number) && number >= 0 && number <= MOST) onNumber(number);
  };
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm text-text-2">
        {label}
      </label>
      <input
        id={id}
        type="number"
        min={0}
        max={MOST}
        value={value}
        onChange={(event) => read(event.target.value)}
        className="h-8 w-36 rounded-md border border-line-strong bg-surface px-2 font-mono text-sm"
      />
    </div>
  );
}

/** What the segment is for, and its header by hand for whoever wants it otherwise. */
export function SegmentFields(props: SegmentFieldsProps) {
  const { log, direction, draft, change } = props;
  const { t } = useTranslation("wire-controls");
  const preset = presetOf(draft.flags);
  const [isOpen, setIsOpen] = useState(false);
  const numbers = draftNumbers(log, direction, draft);
  const names = (["rst", "data", "fin"] as const).map((key) => ({ key, name: t(`inject.preset.${key}`) }));
  return (
    <>
      <div className="flex flex-col gap-1">
        <span className="text-sm text-text-2">{t("inject.what")}</span>
        <div>
          <Segments
            label={t("inject.what")}
            segments={[...names, { key: "own", name: t("inject.preset.own") }]}
            current={preset ?? "own"}
            onChoose={(key) => {
              setIsOpen(key === "own" || isOpen);
              if (key !== "own") change({ flags: PRESETS[key] });
            }}
          />
        </div>
      </div>
      <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary className="text-sm text-text-2">{t("inject.header")}</summary>
        <div className="mt-2 flex flex-col gap-3 rounded-md border border-line bg-sunken p-3">
          <FlagBoxes draft={draft} change={change} />
          <div className="flex flex-wrap gap-x-5 gap-y-3">
            <NumberField label={t("inject.seq")} value={numbers.seq} onNumber={(seq) => change({ seq })} />
            <NumberField label={t("inject.ack")} value={numbers.ack} onNumber={(ack) => change({ ack })} />
          </div>
          <p className="text-text-2 text-xs">{t("inject.relative")}</p>
        </div>
      </details>
    </>
  );
}
