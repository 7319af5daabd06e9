import { type Completion, type Completions, completionsAt, type Scope } from "@wirestage/console";
import { useMemo, useState } from "react";
import { lineAround } from "./line-check.ts";

/** Whether the list is shown: by itself while one types, because it was asked for, or not until the text changes. */
type Wish = "typing" | "asked" | "dismissed";

export interface CompletionControl extends Completions {
  readonly isOpen: boolean;
  /** Index of the completion that Tab takes. */
  readonly active: number;
  /** An arrow key went to the active one, so that Enter takes it as well. */
  readonly isChosen: boolean;
  move(by: 1 | -1): void;
  /** The list is shown although nothing was typed. */
  ask(): void;
  dismiss(): void;
  /** The text was changed by hand. */
  typed(): void;
}

function atCursor(text: string, cursor: number, scope: Scope): Completions {
  const { from, to } = lineAround(text, cursor);
  const found = completionsAt(text.slice(from, to), cursor - from, scope);
  return { from: found.from + from, to: found.to + from, items: found.items };
}

const START = { wish: "dismissed" as Wish, active: 0, isChosen: false };

export function useCompletions(text: string, cursor: number, scope: Scope): CompletionControl {
  const found = useMemo(() => atCursor(text, cursor, scope), [text, cursor, scope]);
  const [{ wish, active, isChosen }, set] = useState(START);
  const count = found.items.length;
  const isWanted = wish === "asked" || (wish === "typing" && text.trim() !== "");
  const isOpen = isWanted && count > 0;
  return {
    ...found,
    isOpen,
    active: Math.min(active, Math.max(0, count - 1)),
    isChosen: isOpen && isChosen,
    move: (by) =>
      set({ wish, active: isChosen || by < 0 ? (active + by + count) % count : active, isChosen: true }),
    ask: () => set({ wish: "asked", active: 0, isChosen: true }),
    dismiss: () => set(START),
    typed: () => set({ wish: "typing", active: 0, isChosen: false }),
  };
}

export interface Edited {
  readonly text: string;
  readonly cursor: number;
}

/** The text with `completion` put in. */
export function completedText(text: string, { from, to }: Completions, completion: Completion): Edited {
  const { insert, cursor } = completion;
  return { text: text.slice(0, from) + insert + text.slice(to), cursor: from + cursor };
}
