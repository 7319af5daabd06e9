import type { Field } from "@wirestage/wire";

/** A field with its place in the tree. */
export interface FieldNode {
  /** The indices of the way down to it, as in `0.2.1`. */
  readonly key: string;
  readonly field: Field;
  readonly parent: FieldNode | null;
  /** 1 for the protocols. */
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
}

/** Every field below `root`, parents first. */
export function fieldNodes(root: Field): readonly FieldNode[] {
  const nodes: FieldNode[] = [];
  function visit(fields: readonly Field[], parent: FieldNode | null): void {
    for (const [index, field] of fields.entries()) {
      const key = parent === null ? String(index) : `${parent.key}.${index}`;
      const level = (parent?.level ?? 0) + 1;
      const node = { key, field, parent, level, position: index + 1, siblings: fields.length };
      nodes.push(node);
      visit(field.children, node);
    }
  }
  visit(root.children, null);
  return nodes;
}

/** Ids of the fields that show their children. By id, so that the next frame is opened at the same places. */
export type OpenFields = ReadonlySet<string>;

function isSeen(node: FieldNode, open: OpenFields): boolean {
  return node.parent === null || (open.has(node.parent.field.id) && isSeen(node.parent, open));
}

export function visibleNodes(nodes: readonly FieldNode[], open: OpenFields): readonly FieldNode[] {
  return nodes.filter((node) => isSeen(node, open));
}

/** `open` and whatever has to be open for `node` to be seen. */
export function openedTo(node: FieldNode, open: OpenFields): OpenFields {
  const opened = new Set(open);
  for (let above = node.parent; above !== null; above = above.parent) opened.add(above.field.id);
  return opened;
}

/** The node itself, or what one sees of it: the lowest of those above it that is in view. */
export function seenPart(node: FieldNode, open: OpenFields): FieldNode {
  return isSeen(node, open) || node.parent === null ? node : seenPart(node.parent, open);
}

export type TreeStep = { readonly do: "go" | "open" | "shut"; readonly node: FieldNode };

function go(node: FieldNode | null | undefined): TreeStep | null {
  return node ? { do: "go", node } : null;
}

/** What a key does in a tree (ARIA Authoring Practices, tree view); null: it is not the tree's. */
export function treeStep(
  key: string,
  active: FieldNode | undefined,
  visible: readonly FieldNode[],
  open: OpenFields,
): TreeStep | null {
  const at = active ? visible.indexOf(active) : -1;
  const isParent = (active?.field.children.length ?? 0) > 0;
  const isOpen = active !== undefined && isParent && open.has(active.field.id);
  switch (key) {
    case "ArrowDown":
      return go(visible[at + 1] ?? active);
    case "ArrowUp":
      return go(visible[Math.max(0, at - 1)]);
    case "Home":
      return go(visible[0]);
    case "End":
      return go(visible.at(-1));
    case "ArrowRight":
      if (!active || !isParent) return go(active);
      return isOpen ? go(visible[at + 1]) : { do: "open", node: active };
    case "ArrowLeft":
      return active && isOpen ? { do: "shut", node: active } : go(active?.parent ?? active);
    case "Enter":
      return active && isParent ? { do: isOpen ? "shut" : "open", node: active } : null;
    default:
      return null;
  }
}
