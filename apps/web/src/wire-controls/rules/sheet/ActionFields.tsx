import { useTranslation } from "react-i18next";
import { Segments } from "../../../app/Segments.tsx";
import { Choice, NumberWord } from "./fields.tsx";
import type { DraftField, RateUnit, RuleDraft } from "./rule-draft.ts";

export interface DraftProps {
  readonly draft: RuleDraft;
  readonly problems: ReadonlySet<DraftField>;
  readonly change: (part: Partial<RuleDraft>) => void;
}

const BITS = ["7", "6", "5", "4", "3", "2", "1", "0"] as const;
const UNITS: readonly RateUnit[] = ["kbit/s", "Mbit/s", "Gbit/s"];

function DelayFields({ draft, problems, change }: DraftProps) {
  const { t } = useTranslation("rule-sheet");
  return (
    <>
      <NumberWord
        field="delayMs"
        value={draft.delayMs}
        problems={problems}
        unit="ms"
        isNamed
        onText={(delayMs) => change({ delayMs })}
      />
      <NumberWord
        field="jitterMs"
        value={draft.jitterMs}
        problems={problems}
        unit="ms"
        isNamed
        onText={(jitterMs) => change({ jitterMs })}
      />
      <label className="flex items-center gap-1.5 text-sm">
        <input
          type="checkbox"
          checked={!draft.keepsOrder}
          onChange={() => change({ keepsOrder: !draft.keepsOrder })}
          className="size-4 accent-accent"
        />
        {t("overtakes")}
      </label>
    </>
  );
}

function BitPlace({ draft, problems, change }: DraftProps) {
  const { t } = useTranslation("rule-sheet");
  return (
    <>
      <NumberWord
        field="offset"
        value={draft.offset}
        problems={problems}
        isNamed
        onText={(offset) => change({ offset })}
      />
      <span className="inline-flex items-center gap-1.5 text-sm text-text-2">
        <span aria-hidden="true">{t("bit")}</span>
        <Choice
          label={t("bit")}
          options={BITS.map((key) => ({ key, name: key }))}
          current={BITS[7 - draft.bit] ?? "0"}
          onChoose={(bit) => change({ bit: Number(bit) })}
        />
      </span>
    </>
  );
}

function CorruptFields(props: DraftProps) {
  const { draft, change } = props;
  const { t } = useTranslation("rule-sheet");
  return (
    <>
      <Segments
        label={t("whichBit")}
        segments={(["drawn", "chosen"] as const).map((key) => ({ key, name: t(`bitIs.${key}`) }))}
        current={draft.bitIs}
        onChoose={(bitIs) => change({ bitIs })}
      />
      {draft.bitIs === "chosen" && <BitPlace {...props} />}
      <span className="inline-flex flex-wrap items-center gap-1.5 text-sm text-text-2">
        <span aria-hidden="true">{t("checksums")}</span>
        <Segments
          label={t("checksums")}
          segments={(["left", "mended"] as const).map((key) => ({ key, name: t(`checksumsAre.${key}`) }))}
          current={draft.checksums}
          onChoose={(checksums) => change({ checksums })}
        />
      </span>
    </>
  );
}

function RateFields({ draft, problems, change }: DraftProps) {
  const { t } = useTranslation("rule-sheet");
  return (
    <>
      <NumberWord
        field="rate"
        value={draft.rate}
        problems={problems}
        isNamed
        onText={(rate) => change({ rate })}
      />
      <Choice
        label={t("rateUnit")}
        options={UNITS.map((key) => ({ key, name: key }))}
        current={draft.rateUnit}
        onChoose={(rateUnit) => change({ rateUnit })}
      />
      <NumberWord
        field="queueKib"
        value={draft.queueKib}
        problems={problems}
        unit="KiB"
        isNamed
        onText={(queueKib) => change({ queueKib })}
      />
    </>
  );
}

function ParameterFields(props: DraftProps) {
  const { draft, problems, change } = props;
  switch (draft.action) {
    case "lose":
    case "duplicate":
    case "hold":
      return null;
    case "delay":
      return <DelayFields {...props} />;
    case "reorder":
      return (
        <NumberWord
          field="waitMs"
          value={draft.waitMs}
          problems={problems}
          unit="ms"
          isNamed
          onText={(waitMs) => change({ waitMs })}
        />
      );
    case "corrupt":
      return <CorruptFields {...props} />;
    case "limit-rate":
      return <RateFields {...props} />;
    default:
      return draft.action satisfies never;
  }
}

/** The numbers of what a rule does, and what it means for the frame. */
export function ActionFields(props: DraftProps) {
  const { action, checksums } = props.draft;
  const { t } = useTranslation("rule-sheet");
  const hasFields = action !== "lose" && action !== "duplicate" && action !== "hold";
  return (
    <>
      {hasFields && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <ParameterFields {...props} />
        </div>
      )}
      <p className="text-sm text-text-2" aria-live="polite">
        {t(`means.${action}`)}
        {action === "corrupt" && ` ${t(`checksumsMean.${checksums}`)}`}
      </p>
    </>
  );
}
