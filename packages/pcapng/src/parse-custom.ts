import { BlockView, InputView } from "./block-view.ts";
import { BLOCK_TYPE, padded } from "./code.ts";
import { OptionList } from "./parse-options.ts";
import type { ByteOrder, CustomBlock, ParsedOptions } from "./parsed-block.ts";

const ENTERPRISE_NUMBER_BYTES = 4;

/** "Custom Block". */
export function parseCustomBlock(block: BlockView, type: number): CustomBlock {
  const enterpriseNumber = block.uint32(block.bodyStart, "Private Enterprise Number");
  const start = block.bodyStart + ENTERPRISE_NUMBER_BYTES;
  return {
    kind: "custom",
    ...block.place,
    byteOrder: block.byteOrder,
    enterpriseNumber,
    copyable: type === BLOCK_TYPE.customCopyable,
    body: block.borrow(start, block.bodyEnd - start, "Custom Data"),
  };
}

/**
 * Divides the body of a custom block into views of its data and its options. Only the owner of the
 * enterprise number knows `dataLength` (in bytes, without padding) and the byte order of the options, which
 * a program that rewrites the file leaves alone ("Endianness Issues"); `PcapngWriter` writes little-endian.
 * @throws PcapngError where the body is shorter than that or its options are malformed.
 */
export function borrowCustomParts(
  custom: CustomBlock,
  dataLength: number,
  byteOrder: ByteOrder,
): ParsedOptions & { readonly data: Uint8Array } {
  const { kind, body, offset, length } = custom;
  const base = offset + 8 + ENTERPRISE_NUMBER_BYTES;
  const frame = { kind, place: { offset, length }, byteOrder, bodyStart: 0, bodyEnd: body.length };
  const view = new BlockView(new InputView(body, base), frame);
  const data = view.borrow(0, dataLength, "Custom Data");
  return { data, ...new OptionList(view, padded(dataLength)).finish() };
}
