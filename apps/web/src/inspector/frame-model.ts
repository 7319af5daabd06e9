import type { FrameEntry, TraceLog } from "@wirestage/trace";
import { type Field, fieldPathsAt } from "@wirestage/wire";
import { analysedTree } from "./analysis-fields.ts";
import { type FieldNode, fieldNodes } from "./field-rows.ts";
import { fieldsBefore } from "./fields-before.ts";
import { type FrameSummary, frameIndex } from "./frame-index.ts";
import { type ChangedBits, changedBits, type FrameVersion, frameBytes } from "./frame-versions.ts";
import type { ByteLayer, Span } from "./hex-rows.ts";

/** One frame taken apart: its bytes, its fields, and the way from each to the other. */
export interface FrameModel {
  readonly entry: FrameEntry;
  readonly summary: FrameSummary;
  readonly bytes: Uint8Array;
  readonly root: Field;
  readonly nodes: readonly FieldNode[];
  readonly byKey: ReadonlyMap<string, FieldNode>;
  readonly byField: ReadonlyMap<Field, FieldNode>;
  /** What was altered on the way, in the version before it as well as after it. */
  readonly changed: ChangedBits;
  /** What a field was before, where it is another one after an alteration; empty for the first version. */
  readonly before: ReadonlyMap<Field, Field>;
}

/**
 * @param entry with the fates that are to be told
 * @param whole all bytes that the frame began with, where the log holds only the first of them
 */
export function frameModel(
  log: TraceLog,
  entry: FrameEntry,
  whole: Uint8Array | null,
  version: FrameVersion = "now",
): FrameModel | null {
  const index = frameIndex(log);
  const summaries = { first: index.summary(entry.frame), now: index.asNow(entry) };
  const summary = summaries[version];
  if (!summary || !summaries.first) return null;
  const bytes = frameBytes(entry, whole);
  const changed = changedBits(bytes);
  const treeOf = (of: FrameSummary, which: FrameVersion) =>
    analysedTree(of, bytes[which], entry.sent.length, log, index);
  const root = treeOf(summary, version);
  const isAltered = changed.size > 0 && version === "now";
  const before = isAltered ? fieldsBefore(root, treeOf(summaries.first, "first")) : new Map();
  const nodes = fieldNodes(root);
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const byField = new Map(nodes.map((node) => [node.field, node]));
  return { entry, summary, bytes: bytes[version], root, nodes, byKey, byField, changed, before };
}

/** What is pointed at: a field, or a byte that several fields share. */
export type Target =
  | { readonly at: "field"; readonly key: string }
  | { readonly at: "byte"; readonly offset: number };

export function isSameTarget(a: Target | null, b: Target | null): boolean {
  if (a?.at === "field" && b?.at === "field") return a.key === b.key;
  if (a?.at === "byte" && b?.at === "byte") return a.offset === b.offset;
  return a === b;
}

/** What lights up for a target: fields by key, bytes by span. */
export interface Lit {
  readonly keys: ReadonlySet<string>;
  readonly span: Span | null;
}

const UNLIT: Lit = { keys: new Set(), span: null };

function spanOf({ start, end, bits }: Field): Span {
  return bits === undefined ? { start, end } : { start, end, bits };
}

export function litBy(model: FrameModel, target: Target | null): Lit {
  if (target === null) return UNLIT;
  if (target.at === "field") {
    const node = model.byKey.get(target.key);
    return node ? { keys: new Set([node.key]), span: spanOf(node.field) } : UNLIT;
  }
  const ends = nodesAt(model, target.offset).map((node) => node.key);
  return { keys: new Set(ends), span: { start: target.offset, end: target.offset + 1 } };
}

/** The smallest fields that stand in a byte. */
export function nodesAt(model: FrameModel, offset: number): readonly FieldNode[] {
  return fieldPathsAt(model.root, offset).flatMap((path) => {
    const last = path.at(-1);
    const node = last ? model.byField.get(last) : undefined;
    return node ? [node] : [];
  });
}

/** The one field that stands in a byte, or the byte itself where several do. */
export function targetAt(model: FrameModel, offset: number): Target {
  const [node, ...others] = nodesAt(model, offset);
  return node && others.length === 0 ? { at: "field", key: node.key } : { at: "byte", offset };
}

/** Which layer a field of the topmost level is, for its colour. */
export function layerOfProtocol(id: string): ByteLayer {
  switch (id) {
    case "eth":
    case "eth.padding":
    case "eth.trailer":
      return "link";
    case "ip":
    case "ipv6":
    case "arp":
      return "network";
    case "tcp":
    case "udp":
    case "icmp":
    case "icmpv6":
      return "transport";
    default:
      return "payload";
  }
}

export function layerAt(model: FrameModel, offset: number): ByteLayer {
  const protocols = model.root.children.filter((field) => field.derived !== true);
  const field = protocols.find(({ start, end }) => offset >= start && offset < end);
  return layerOfProtocol(field?.id ?? "data");
}
