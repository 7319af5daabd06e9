import type { ErrorBody } from "@wirestage/protocol";
import { useCallback } from "react";
import { create } from "zustand";
import { useSession } from "../session/hooks.ts";

/** A statement that the lab did not take. */
export interface RefusedStatement {
  readonly text: string;
  readonly error: ErrorBody;
}

interface Line {
  readonly text: string;
  /** Grows by one when the line is to take the focus, with the cursor at its end. */
  readonly calls: number;
  readonly refused: RefusedStatement | null;
}

const EMPTY: Line = { text: "", calls: 0, refused: null };

interface LineStore {
  /** By lab and host, so that a half-typed statement is still there when its tab is shown again. */
  readonly lines: Readonly<Record<string, Line>>;
  change(key: string, change: Partial<Line>): void;
}

const useLines = create<LineStore>((set) => ({
  lines: {},
  change: (key, change) =>
    set(({ lines }) => ({ lines: { ...lines, [key]: { ...EMPTY, ...lines[key], ...change } } })),
}));

export interface LineControl extends Line {
  /** By the line's own keys, and by the form. */
  write(text: string): void;
  /** By a button elsewhere: the line takes the focus as well. */
  place(text: string): void;
  refuse(refused: RefusedStatement | null): void;
}

/** What is being typed into the console of a host. */
export function useLine(host: string): LineControl {
  const { lab } = useSession();
  const key = `${lab}/${host}`;
  const line = useLines((store) => store.lines[key]) ?? EMPTY;
  const change = useCallback((what: Partial<Line>) => useLines.getState().change(key, what), [key]);
  const write = useCallback((text: string) => change({ text }), [change]);
  const place = useCallback(
    (text: string) => change({ text, calls: (useLines.getState().lines[key]?.calls ?? 0) + 1 }),
    [change, key],
  );
  const refuse = useCallback((refused: RefusedStatement | null) => change({ refused }), [change]);
  return { ...line, write, place, refuse };
}
