import type { Place } from "./problem.ts";

export interface PlacedName extends Place {
  readonly text: string;
}

/** A value that is not made of others. */
export type AtomTree = Place &
  (
    | { readonly kind: "none" }
    | { readonly kind: "boolean"; readonly value: boolean }
    | { readonly kind: "number"; readonly value: number }
    | { readonly kind: "string"; readonly value: string }
    /** `value` stands `times` times in a row, as in `b"x" * 70000`; 1 where there is nothing to repeat. */
    | { readonly kind: "bytes"; readonly value: Uint8Array; readonly times: number }
    | { readonly kind: "constant"; readonly name: string }
    | { readonly kind: "name"; readonly name: string }
  );

export type ValueTree =
  | AtomTree
  | (Place & { readonly kind: "tuple"; readonly items: readonly AtomTree[] })
  /** Constants joined by `|`. */
  | (Place & { readonly kind: "flags"; readonly names: readonly PlacedName[] });

export interface ArgumentTree {
  readonly keyword: PlacedName | null;
  readonly value: ValueTree;
}

/** One statement with the place of each of its parts in the text. */
export interface StatementTree {
  readonly text: string;
  readonly assign: readonly PlacedName[];
  /** What the method belongs to; null for `socket(…)`. */
  readonly target: PlacedName | null;
  readonly method: PlacedName;
  readonly arguments: readonly ArgumentTree[];
  /** From `(` to behind `)`. */
  readonly list: Place;
}
