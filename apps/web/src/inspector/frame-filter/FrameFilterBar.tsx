import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { FilterField } from "../../filter/FilterField.tsx";
import { useLog } from "../../session/hooks.ts";
import { FrameChips } from "./FrameChips.tsx";
import { EVERY_FRAME, useFrameFilter } from "./frame-filter.ts";
import type { ShownFrames } from "./use-shown-frames.ts";

interface FilteredCountProps {
  readonly shown: number;
  readonly all: number;
}

/** `12 of 87`, and the way back to all of them. */
function FilteredCount({ shown, all }: FilteredCountProps) {
  const { t } = useTranslation("inspector");
  const change = useFrameFilter((store) => store.change);
  return (
    <span className="ms-auto flex items-baseline gap-2 text-text-2 text-xs">
      <output>{t("list.part", { shown, all })}</output>
      <button
        type="button"
        onClick={() => change(EVERY_FRAME)}
        className="font-medium text-accent underline underline-offset-2"
      >
        {t("filter.clear")}
      </button>
    </span>
  );
}

/** Above the list: a display filter, and chips for what is wanted most. */
export function FrameFilterBar({ frames: { count, outOf } }: { readonly frames: ShownFrames }) {
  const { t } = useTranslation("inspector");
  const opened = useLog().latest.opened;
  const hosts = useMemo(() => opened?.hosts.map(({ name }) => name) ?? [], [opened]);
  const { text, change } = useFrameFilter();
  return (
    <search className="flex flex-col gap-1.5 border-line border-b px-3 py-2">
      <FilterField
        value={text}
        onChange={(next) => change({ text: next })}
        label={t("filter.label")}
        isLabelSeen={false}
        placeholder={t("filter.placeholder")}
        hosts={hosts}
      />
      <FrameChips>{outOf !== null && <FilteredCount shown={count} all={outOf} />}</FrameChips>
    </search>
  );
}
