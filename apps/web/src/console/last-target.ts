import { type ConsoleEntry, knownAs, type Scope } from "@wirestage/console";

function isOpen(scope: Scope, name: string): boolean {
  const known = knownAs(scope, name);
  return (known?.kind === "socket" || known?.kind === "file") && !known.closed;
}

/** The name that was made or used last and can still be called; null where there is none. */
export function lastTarget(entries: readonly ConsoleEntry[], scope: Scope): string | null {
  for (const { tree } of entries.toReversed()) {
    const names = [...(tree?.assign ?? []), ...(tree?.target ? [tree.target] : [])].map(({ text }) => text);
    const found = names.find((name) => isOpen(scope, name));
    if (found !== undefined) return found;
  }
  return [...scope.names.keys()].findLast((name) => isOpen(scope, name)) ?? null;
}
