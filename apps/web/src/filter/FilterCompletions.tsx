import type { Completion } from "@wirestage/display-filter";
import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { completionGloss } from "./completion-gloss.ts";

interface FilterCompletionsProps {
  readonly id: string;
  /** What the list belongs to and stands under, or over where there is no room. */
  readonly line: RefObject<HTMLElement | null>;
  readonly items: readonly Completion[];
  readonly active: number;
  readonly isChosen: boolean;
  readonly onTake: (completion: Completion) => void;
}

export function completionId(list: string, index: number): string {
  return `${list}-${index}`;
}

/** In CSS pixels. */
const WANTED = 240;
const GAP = 4;
const MARGIN = 8;

/** In the top layer, so that no panel cuts it off; it follows its line where that is scrolled. */
function usePlacement(line: RefObject<HTMLElement | null>) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const place = () => {
      const box = line.current?.getBoundingClientRect();
      if (!box || !list.current) return;
      const below = innerHeight - box.bottom - GAP - MARGIN;
      const above = box.top - GAP - MARGIN;
      const isBelow = below >= Math.min(WANTED, above);
      const { style } = list.current;
      style.left = `${box.left}px`;
      style.width = `${box.width}px`;
      style.maxHeight = `${Math.min(WANTED, isBelow ? below : above)}px`;
      style.top = isBelow ? `${box.bottom + GAP}px` : "auto";
      style.bottom = isBelow ? "auto" : `${innerHeight - box.top + GAP}px`;
    };
    list.current?.showPopover();
    place();
    addEventListener("scroll", place, { capture: true, passive: true });
    addEventListener("resize", place);
    return () => {
      removeEventListener("scroll", place, { capture: true });
      removeEventListener("resize", place);
    };
  }, [line]);
  return list;
}

/** What may stand at the cursor. The focus stays in the line, which tells the active one by its id. */
export function FilterCompletions({ id, line, items, active, isChosen, onTake }: FilterCompletionsProps) {
  const { t } = useTranslation("filter");
  const list = usePlacement(line);
  useEffect(() => {
    document.getElementById(completionId(id, active))?.scrollIntoView({ block: "nearest" });
  }, [id, active]);
  return (
    <div
      ref={list}
      id={id}
      popover="manual"
      role="listbox"
      aria-label={t("completions")}
      className="filter-list"
    >
      {items.map((item, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the line takes all keys for the list.
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the line (aria-activedescendant).
        <div
          key={`${item.kind} ${item.name}`}
          id={completionId(id, index)}
          role="option"
          aria-selected={isChosen && index === active}
          data-active={index === active}
          className="filter-option"
          // A press must not take the focus from the line.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(item)}
        >
          <span className="filter-option-name">{item.name}</span>
          <span className="filter-option-gloss">{completionGloss(item, t)}</span>
        </div>
      ))}
    </div>
  );
}
