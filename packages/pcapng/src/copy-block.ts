import type { NameRecord, RawOption } from "./block.ts";
import type { PcapngBlock } from "./parsed-block.ts";

/** The same block with bytes of its own, which stay when the input is reused or released. */
export function copyBlock(block: PcapngBlock): PcapngBlock {
  switch (block.kind) {
    case "unsupported-section":
      return block;
    case "simple-packet":
      return { ...block, data: new Uint8Array(block.data) };
    case "custom":
    case "unknown":
      return { ...block, body: new Uint8Array(block.body) };
    case "section-header":
    case "interface-description":
    case "interface-statistics":
      return { ...block, otherOptions: block.otherOptions.map(copyOption) };
    case "enhanced-packet":
      return { ...block, data: new Uint8Array(block.data), otherOptions: block.otherOptions.map(copyOption) };
    case "name-resolution": {
      const records = block.records.map(copyRecord);
      return { ...block, records, otherOptions: block.otherOptions.map(copyOption) };
    }
    default:
      return unreachable(block);
  }
}

function copyOption(option: RawOption): RawOption {
  return { code: option.code, value: new Uint8Array(option.value) };
}

function copyRecord(record: NameRecord): NameRecord {
  if (record.kind === "unknown") return { ...record, value: new Uint8Array(record.value) };
  return { ...record, address: new Uint8Array(record.address) };
}

function unreachable(block: never): never {
  throw new TypeError(`No copy for ${JSON.stringify(block)}`);
}
