import type { Problem, Scope } from "@wirestage/console";
import { paintedParts } from "./painted-text.ts";

interface StatementTextProps {
  readonly text: string;
  /** Tells which names are sockets; null where that does not matter. */
  readonly scope: Scope | null;
  readonly problems?: readonly Problem[];
}

/** A statement in colours, with what is wrong underlined. */
export function StatementText({ text, scope, problems = [] }: StatementTextProps) {
  return paintedParts(text, scope, problems).map(({ from, text: part, paint, mark }) => (
    <span key={from} className={`statement-${paint}`} data-mark={mark ?? undefined}>
      {part}
    </span>
  ));
}
