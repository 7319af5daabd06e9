import type { Completion } from "@wirestage/console";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { usePageLanguage } from "./use-page-language.ts";

interface CompletionListProps {
  readonly id: string;
  readonly items: readonly Completion[];
  readonly active: number;
  readonly onTake: (completion: Completion) => void;
}

export function optionId(list: string, index: number): string {
  return `${list}-${index}`;
}

/** Room that the list wants above the line, in CSS pixels. */
const WANTED_ABOVE = 220;

/** Below the line where there is more room than above it. */
function usePlacement() {
  const list = useRef<HTMLDivElement>(null);
  const [placement, setPlacement] = useState<"above" | "below">("above");
  useLayoutEffect(() => {
    const line = list.current?.parentElement?.getBoundingClientRect();
    const room = list.current?.closest(".host-panel")?.getBoundingClientRect();
    if (!line || !room) return;
    const above = line.top - room.top;
    setPlacement(above < WANTED_ABOVE && room.bottom - line.bottom > above ? "below" : "above");
  }, []);
  return { list, placement };
}

/** What may be put in at the cursor. The focus stays in the line, which tells the active one by its id. */
export function CompletionList({ id, items, active, onTake }: CompletionListProps) {
  const { t } = useTranslation("console");
  const language = usePageLanguage();
  const { list, placement } = usePlacement();
  useEffect(() => {
    document.getElementById(optionId(id, active))?.scrollIntoView({ block: "nearest" });
  }, [id, active]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={t("line.completions")}
      className="completion-list"
      data-placement={placement}
    >
      {items.map((item, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the line takes all keys for the list.
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the line (aria-activedescendant).
        <div
          key={`${item.kind} ${item.label}`}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === active}
          className="completion-option"
          // A press must not take the focus from the line.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(item)}
        >
          <span className="completion-label">{item.label}</span>
          <span className="completion-gloss">{item.gloss[language]}</span>
        </div>
      ))}
    </div>
  );
}
