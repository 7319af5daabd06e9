import { locateBlock, requirePcapng, sectionByteOrder, type TypedFrame } from "./block-frame.ts";
import { BlockView, InputView } from "./block-view.ts";
import { parseCustomBlock } from "./parse-custom.ts";
import {
  type InterfaceState,
  interfaceState,
  parseInterfaceDescription,
  parseInterfaceStatistics,
} from "./parse-interface.ts";
import { parseNameResolution } from "./parse-names.ts";
import { parseEnhancedPacket, parseSimplePacket } from "./parse-packet.ts";
import { parseSectionHeader } from "./parse-section.ts";
import type { ByteOrder, PcapngBlock, UnknownBlock } from "./parsed-block.ts";

/** What the blocks of a section need from those before them. */
interface Section {
  readonly byteOrder: ByteOrder;
  /** False where the version is another, so that we do not know what its blocks mean. */
  supported: boolean;
  readonly interfaces: InterfaceState[];
}

/**
 * The blocks of a pcapng file, one at a time, in either byte order and with any number of sections.
 * Every `Uint8Array` of a block is a view of `bytes`; `copyBlock` makes one that may be kept.
 * @throws PcapngError at the first malformed or truncated block; the blocks before it have been given.
 */
export function* borrowBlocks(bytes: Uint8Array): Generator<PcapngBlock, void, undefined> {
  const input = new InputView(bytes, 0);
  requirePcapng(input);
  let section: Section = { byteOrder: "little-endian", supported: false, interfaces: [] };
  let at = 0;
  while (at < bytes.length) {
    const opened = sectionByteOrder(input, at);
    if (opened !== undefined) section = { byteOrder: opened, supported: true, interfaces: [] };
    const block = parseBlock(input, locateBlock(input, at, section.byteOrder), section);
    yield block;
    at += block.length;
  }
}

function parseBlock(input: InputView, frame: TypedFrame, section: Section): PcapngBlock {
  const block = new BlockView(input, frame);
  if (!section.supported) return parseUnknown(block, frame.type);
  switch (frame.kind) {
    case "section-header": {
      const header = parseSectionHeader(block);
      section.supported = header.kind === "section-header";
      return header;
    }
    case "interface-description": {
      const description = parseInterfaceDescription(block, section.interfaces.length);
      section.interfaces.push(interfaceState(description));
      return description;
    }
    case "enhanced-packet":
      return parseEnhancedPacket(block, section.interfaces);
    case "simple-packet":
      return parseSimplePacket(block, section.interfaces);
    case "name-resolution":
      return parseNameResolution(block);
    case "interface-statistics":
      return parseInterfaceStatistics(block, section.interfaces);
    case "custom":
      return parseCustomBlock(block, frame.type);
    case "unknown":
      return parseUnknown(block, frame.type);
    default:
      return unreachable(frame.kind);
  }
}

function parseUnknown(block: BlockView, type: number): UnknownBlock {
  const { place, byteOrder, bodyStart, bodyEnd } = block;
  const body = block.borrow(bodyStart, bodyEnd - bodyStart, "Block Body");
  return { kind: "unknown", ...place, byteOrder, type, body };
}

function unreachable(kind: never): never {
  throw new TypeError(`No parser for ${String(kind)}`);
}
