import { fieldTree } from "@wirestage/wire";
import { describe, expect, it } from "vitest";
import { fieldNodes, openedTo, seenPart, treeStep, visibleNodes } from "./field-rows.ts";
import { ACK, SYN, segment } from "./handshake.fixture.ts";

const nodes = fieldNodes(fieldTree(segment("client", SYN | ACK, 0, 1)));
const node = (id: string) => {
  const found = nodes.find(({ field }) => field.id === id);
  if (!found) throw new Error(`no field ${id}`);
  return found;
};
const SHUT = new Set<string>();
const TCP_OPEN = new Set(["tcp"]);

describe("the tree of a segment's fields", () => {
  it("shows only the topmost level while everything is shut", () => {
    const ids = visibleNodes(nodes, SHUT).map(({ field }) => field.id);
    expect(ids).toEqual(["frame.len", "frame.cap_len", "eth", "ip", "tcp"]);
  });

  it("shows the fields of an open protocol, and theirs only when they are open too", () => {
    const ids = visibleNodes(nodes, TCP_OPEN).map(({ field }) => field.id);
    expect(ids).toContain("tcp.flags");
    expect(ids).not.toContain("tcp.flags.syn");
    expect(visibleNodes(nodes, new Set(["tcp.flags"])).map(({ field }) => field.id)).not.toContain(
      "tcp.flags.syn",
    );
  });

  it("says level, place and number of siblings as a screen reader wants them", () => {
    expect(node("tcp.srcport")).toMatchObject({ level: 2, position: 1 });
    expect(node("tcp").siblings).toBe(5);
  });

  it("opens the way to a field, and leaves open what was", () => {
    const open = openedTo(node("tcp.flags.syn"), new Set(["ip"]));
    expect([...open].sort()).toEqual(["ip", "tcp", "tcp.flags"]);
  });

  it("takes the lowest ancestor in view for a field that is not", () => {
    expect(seenPart(node("tcp.flags.syn"), TCP_OPEN)).toBe(node("tcp.flags"));
    expect(seenPart(node("tcp.flags.syn"), SHUT)).toBe(node("tcp"));
  });
});

describe("treeStep", () => {
  const step = (key: string, active: string, open: ReadonlySet<string>) =>
    treeStep(key, node(active), visibleNodes(nodes, open), open);

  it.each([
    ["ArrowDown", "eth", "ip"],
    ["ArrowUp", "ip", "eth"],
    ["ArrowDown", "tcp", "tcp"],
    ["Home", "tcp", "frame.len"],
    ["End", "eth", "tcp"],
  ])("%s goes from %s to %s while everything is shut", (key, from, to) => {
    expect(step(key, from, SHUT)).toEqual({ do: "go", node: node(to) });
  });

  it("opens a shut field by ArrowRight, and then goes into it", () => {
    expect(step("ArrowRight", "tcp", SHUT)).toEqual({ do: "open", node: node("tcp") });
    expect(step("ArrowRight", "tcp", TCP_OPEN)).toEqual({ do: "go", node: node("tcp.srcport") });
  });

  it("goes up by ArrowLeft from a field, and then shuts the one above", () => {
    expect(step("ArrowLeft", "tcp.srcport", TCP_OPEN)).toEqual({ do: "go", node: node("tcp") });
    expect(step("ArrowLeft", "tcp", TCP_OPEN)).toEqual({ do: "shut", node: node("tcp") });
  });

  it("opens and shuts by Enter, and leaves other keys to the page", () => {
    expect(step("Enter", "tcp", SHUT)).toMatchObject({ do: "open" });
    expect(step("Enter", "tcp", TCP_OPEN)).toMatchObject({ do: "shut" });
    expect(step(" ", "tcp", SHUT)).toBeNull();
  });
});
