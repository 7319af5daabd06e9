import type { NameRecord } from "./block.ts";
import type { BlockView } from "./block-view.ts";
import { MAX_ITEMS_PER_BLOCK, NAME_RECORD, padded } from "./code.ts";
import { OptionList } from "./parse-options.ts";
import type { NameResolutionBlock } from "./parsed-block.ts";
import { decodeUtf8 } from "./utf8.ts";

const RECORD = "Name Resolution Record";

/** "Name Resolution Block". */
export function parseNameResolution(block: BlockView): NameResolutionBlock {
  const records: NameRecord[] = [];
  let items = 0;
  let at = block.bodyStart;
  for (;;) {
    const type = block.uint16(at, "Record Type");
    const length = block.uint16(at + 2, "Record Value Length");
    at += 4;
    if (type === NAME_RECORD.end) break;
    const record = parseRecord(block, type, at, length);
    items += record.kind === "unknown" ? 1 : record.names.length;
    if (items > MAX_ITEMS_PER_BLOCK) {
      block.fail("too-many-items", RECORD, `at most ${MAX_ITEMS_PER_BLOCK} names`, "more", at);
    }
    records.push(record);
    at += padded(length);
  }
  return { kind: "name-resolution", ...block.place, records, ...new OptionList(block, at).finish() };
}

function parseRecord(block: BlockView, type: number, at: number, length: number): NameRecord {
  const value = block.borrow(at, length, "Record Value");
  switch (type) {
    case NAME_RECORD.ipv4:
      return { kind: "ipv4", address: value.subarray(0, 4), names: parseNames(block, value, 4, at) };
    case NAME_RECORD.ipv6:
      return { kind: "ipv6", address: value.subarray(0, 16), names: parseNames(block, value, 16, at) };
    default:
      return { kind: "unknown", type, value };
  }
}

function parseNames(block: BlockView, value: Uint8Array, addressLength: number, at: number): string[] {
  if (value.length < addressLength + 2 || value.at(-1) !== 0) {
    const expected = `an address of ${addressLength} octets and zero-terminated names`;
    block.fail("bad-name-record", RECORD, expected, `${value.length} bytes that are not`, at);
  }
  const names: string[] = [];
  let start = addressLength;
  while (start < value.length) {
    const end = value.indexOf(0, start);
    names.push(decodeUtf8(value.subarray(start, end)));
    start = end + 1;
  }
  return names;
}
