import { type Completion, compileFilter, completeFilter } from "@wirestage/display-filter";
import { useLayoutEffect, useMemo, useRef, useState } from "react";

/** Whether the list is shown: by itself while one types, because it was asked for, or not until the text changes. */
type Wish = "typing" | "asked" | "dismissed";

const DISMISSED = { wish: "dismissed" as Wish, active: 0, isChosen: false };

export interface FilterEditorProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Names that may stand in quotation marks behind `frame.interface_name`. */
  readonly hosts: readonly string[];
}

/** The text with its cursor, and the list of what may stand there. */
export function useFilterEditor({ value, onChange, hosts }: FilterEditorProps) {
  const input = useRef<HTMLInputElement>(null);
  const wanted = useRef<number | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const [{ wish, active, isChosen }, set] = useState(DISMISSED);
  const items = useMemo(
    () => (cursor === null ? [] : completeFilter(value, cursor, { hosts })),
    [value, cursor, hosts],
  );
  const isWhole = useMemo(() => compileFilter(value).ok, [value]);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    input.current?.setSelectionRange(wanted.current, wanted.current);
    wanted.current = null;
  });
  const count = items.length;
  const isOpen = count > 0 && (wish === "asked" || (wish === "typing" && value.trim() !== ""));
  const at = Math.min(active, Math.max(0, count - 1));
  return {
    input,
    items,
    isOpen,
    /** Null where nobody writes. */
    cursor,
    active: at,
    /** An arrow key went to the active one, so that Enter takes it. */
    isChosen: isOpen && isChosen,
    /** The text is a filter as it stands. */
    isWhole,
    move: (by: 1 | -1) =>
      set({ wish, active: isChosen || by < 0 ? (at + by + count) % count : at, isChosen: true }),
    ask: () => set({ wish: "asked", active: 0, isChosen: true }),
    dismiss: () => set(DISMISSED),
    /** Looks where the cursor is now. */
    look: () => setCursor(input.current?.selectionStart ?? null),
    leave: () => {
      setCursor(null);
      set(DISMISSED);
    },
    type: (text: string, place: number | null) => {
      onChange(text);
      setCursor(place ?? text.length);
      set({ wish: "typing", active: 0, isChosen: false });
    },
    take: ({ from, to, insert, kind }: Completion) => {
      const place = from + insert.length;
      wanted.current = place;
      onChange(value.slice(0, from) + insert + value.slice(to));
      setCursor(place);
      set(kind === "operator" ? { wish: "typing", active: 0, isChosen: false } : DISMISSED);
      input.current?.focus();
    },
    clear: () => {
      onChange("");
      setCursor(0);
      set(DISMISSED);
      input.current?.focus();
    },
  };
}

export type FilterEditor = ReturnType<typeof useFilterEditor>;
