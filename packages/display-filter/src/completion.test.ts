import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { completeFilter } from "./completion.ts";
import { compileFilter } from "./display-filter.ts";
import { FIELDS } from "./fields.ts";
import { SHARED_FILTERS, SHARED_MISTAKES } from "./tshark-filters.fixture.ts";

/** `|` is the cursor. */
function namesAt(text: string, hosts: readonly string[] = []): readonly string[] {
  const cursor = text.indexOf("|");
  return completeFilter(text.replace("|", ""), cursor, { hosts }).map(({ name }) => name);
}

/** The text after the completion called `name` was taken. */
function taken(text: string, name: string): string {
  const cursor = text.indexOf("|");
  const plain = text.replace("|", "");
  const completion = completeFilter(plain, cursor).find((candidate) => candidate.name === name);
  if (completion === undefined) return "not offered";
  return plain.slice(0, completion.from) + completion.insert + plain.slice(completion.to);
}

describe("completeFilter", () => {
  it("nothing typed: the protocols", () => {
    expect(namesAt("|").slice(0, 3)).toEqual(["tcp", "udp", "ip"]);
  });

  it("the beginning of a name: the fields that begin so, before those with such a part", () => {
    expect(namesAt("tcp.fl|").slice(0, 3)).toEqual(["tcp.flags", "tcp.flags.syn", "tcp.flags.ack"]);
    expect(namesAt("syn|")).toEqual(["tcp.flags.syn"]);
    expect(namesAt("tcp && po|").slice(0, 2)).toEqual(["tcp.port", "udp.port"]);
  });

  it("a whole name: what may follow it, a blank before it", () => {
    expect(taken("tcp.flags.syn|", "==")).toBe("tcp.flags.syn == ");
  });

  it("behind a field: the operators that suit its type, and what joins", () => {
    expect(namesAt("tcp.flags.syn |")).toEqual(["==", "!=", "&&", "||"]);
    expect(namesAt("ip.src |")).toEqual(["==", "!=", "in", "&&", "||"]);
    expect(namesAt("tcp.payload[0:2] |")).toContain("contains");
  });

  it("behind an operator: values that have names", () => {
    expect(namesAt("tcp.flags.syn == |")).toEqual(["1", "0"]);
    expect(namesAt("ip.proto == T|")).toEqual(["TCP"]);
    expect(namesAt("frame.interface_name == |", ["client", "server"])).toEqual(['"client"', '"server"']);
    expect(namesAt("tcp.port == |")).toEqual([]);
  });

  it("behind a condition: what joins it to the next", () => {
    expect(namesAt("tcp.port == 80 |")).toEqual(["&&", "||"]);
    expect(taken("(tcp) |", "&&")).toBe("(tcp) && ");
  });

  it("in the middle of a word: the whole word is replaced", () => {
    expect(taken("tcp.fl|xx == 1", "tcp.flags.fin")).toBe("tcp.flags.fin == 1");
  });

  it("inside a string that is not closed: nothing", () => {
    expect(namesAt('frame contains "tc|')).toEqual([]);
  });

  it("any text, any cursor: never throws, and replaces a part of the text at the cursor", () => {
    const texts = fc.oneof(
      fc.constantFrom(...SHARED_FILTERS, ...SHARED_MISTAKES),
      fc.string({ maxLength: 60 }),
    );
    fc.assert(
      fc.property(texts, fc.integer({ min: -2, max: 70 }), (text, cursor) => {
        for (const { from, to } of completeFilter(text, cursor)) {
          expect([0 <= from, from <= to, to <= text.length]).toEqual([true, true, true]);
        }
      }),
    );
  });

  it("every field can be completed from its name without the last letter, and is a filter by itself", () => {
    for (const { name } of FIELDS) {
      expect([name, compileFilter(name).ok]).toEqual([name, true]);
      if (name.includes(".")) expect(namesAt(`${name.slice(0, -1)}|`)).toContain(name);
    }
  });
});
