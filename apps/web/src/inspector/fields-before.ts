import type { Field } from "@wirestage/wire";

/** Fields with the names of the way down to them: a frame may hold many fields of one id, and more when it is damaged. */
function fieldsByPath(root: Field): ReadonlyMap<string, Field> {
  const found = new Map<string, Field>();
  function visit(fields: readonly Field[], above: string): void {
    const count = new Map<string, number>();
    for (const field of fields) {
      const nth = count.get(field.id) ?? 0;
      count.set(field.id, nth + 1);
      const path = `${above}/${field.id}#${nth}`;
      found.set(path, field);
      visit(field.children, path);
    }
  }
  visit(root.children, "");
  return found;
}

/** For each field whose value is another one than in `first`: what it was there. Protocols have no value. */
export function fieldsBefore(root: Field, first: Field): ReadonlyMap<Field, Field> {
  const earlier = fieldsByPath(first);
  const changed = new Map<Field, Field>();
  for (const [path, field] of fieldsByPath(root)) {
    const was = earlier.get(path);
    const isProtocol = root.children.includes(field) && field.children.length > 0;
    if (was && !isProtocol && was.display !== field.display) changed.set(field, was);
  }
  return changed;
}
