import type { BlockView } from "./block-view.ts";
import { SHB_OPTION } from "./code.ts";
import { OptionList } from "./parse-options.ts";
import type { SectionHeaderBlock, UnsupportedSectionBlock } from "./parsed-block.ts";

/** Offsets into the body of a "Section Header Block", which starts with the Byte-Order Magic. */
const SHB = { majorVersion: 4, minorVersion: 6, sectionLength: 8, options: 16 } as const;

/** "Section Header Block". Minor version 2 was written by some programs and means the same as 0. */
export function parseSectionHeader(block: BlockView): SectionHeaderBlock | UnsupportedSectionBlock {
  const start = block.bodyStart;
  const majorVersion = block.uint16(start + SHB.majorVersion, "Major Version");
  const minorVersion = block.uint16(start + SHB.minorVersion, "Minor Version");
  const { byteOrder } = block;
  if (majorVersion !== 1 || (minorVersion !== 0 && minorVersion !== 2)) {
    return { kind: "unsupported-section", ...block.place, byteOrder, majorVersion, minorVersion };
  }
  const sectionLength = block.int64(start + SHB.sectionLength, "Section Length");
  const options = new OptionList(block, start + SHB.options);
  return {
    kind: "section-header",
    ...block.place,
    byteOrder,
    sectionLength: sectionLength < 0n ? undefined : sectionLength,
    hardware: options.takeText(SHB_OPTION.hardware),
    os: options.takeText(SHB_OPTION.os),
    userAppl: options.takeText(SHB_OPTION.userAppl),
    ...options.finish(),
  };
}
