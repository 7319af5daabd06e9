/** The kinds of block by their type code, spelled after draft-ietf-opsawg-pcapng, "Block Definition". */
export type BlockKind =
  | "section-header"
  | "interface-description"
  | "enhanced-packet"
  | "simple-packet"
  | "name-resolution"
  | "interface-statistics"
  | "custom"
  | "unknown";

/** Why a file could not be read. */
export type PcapngErrorCode = keyof typeof READ_ADVICE;

const READ_ADVICE = {
  truncated: "The file ends too early: copy it again, or use only the blocks before this one.",
  "not-pcapng": "This is not a pcapng file: choose one that starts with a Section Header Block.",
  "bad-byte-order-magic": "The byte order cannot be known: the file is damaged, so get a fresh copy.",
  "bad-block-length": "The blocks after this one cannot be found: the file is damaged, so get a fresh copy.",
  "field-outside-block": "The block is too short for its fields: the program that wrote it should be mended.",
  "bad-option-length": "The option cannot be understood: the program that wrote it should be mended.",
  "bad-name-record": "The name record cannot be understood: the program that wrote it should be mended.",
  "unknown-interface": "Write an Interface Description Block before the blocks that refer to it.",
  "too-many-items": "The block holds more than a capture needs: split it into several blocks.",
} as const;

/** What a {@link PcapngError} knows. `offset` counts bytes from the start of the input. */
export interface PcapngErrorFacts {
  readonly code: PcapngErrorCode;
  /** The kind of block, or "block" while its type is not known yet. */
  readonly block: BlockKind | "block";
  /** The field's name in the draft, as "Block Total Length" or "if_tsresol". */
  readonly field: string;
  readonly expected: string;
  readonly found: string;
  readonly offset: number;
}

/** Malformed or truncated input. The blocks that were read before it remain good. */
export class PcapngError extends Error implements PcapngErrorFacts {
  override readonly name = "PcapngError";
  readonly code: PcapngErrorCode;
  readonly block: BlockKind | "block";
  readonly field: string;
  readonly expected: string;
  readonly found: string;
  readonly offset: number;

  constructor(facts: PcapngErrorFacts) {
    const { code, block, field, expected, found, offset } = facts;
    const where = `${field} (${block}, byte ${offset})`;
    super(`${where}: expected ${expected}, found ${found}. ${READ_ADVICE[code]}`);
    this.code = code;
    this.block = block;
    this.field = field;
    this.expected = expected;
    this.found = found;
    this.offset = offset;
  }
}

/** Why a block could not be written. */
export type PcapngWriteErrorCode = keyof typeof WRITE_ADVICE;

const WRITE_ADVICE = {
  "no-section": "Call writeSection before anything else.",
  "unknown-interface": "Call writeInterface first and pass the number that it returned.",
  "value-out-of-range": "Pass a value that the field can hold.",
} as const;

/** What a {@link PcapngWriteError} knows. */
export interface PcapngWriteErrorFacts {
  readonly code: PcapngWriteErrorCode;
  readonly block: BlockKind;
  readonly field: string;
  readonly expected: string;
  readonly found: string;
}

/** A value that pcapng cannot represent. Nothing of its block was written. */
export class PcapngWriteError extends Error implements PcapngWriteErrorFacts {
  override readonly name = "PcapngWriteError";
  readonly code: PcapngWriteErrorCode;
  readonly block: BlockKind;
  readonly field: string;
  readonly expected: string;
  readonly found: string;

  constructor(facts: PcapngWriteErrorFacts) {
    const { code, block, field, expected, found } = facts;
    super(`${field} (${block}): expected ${expected}, found ${found}. ${WRITE_ADVICE[code]}`);
    this.code = code;
    this.block = block;
    this.field = field;
    this.expected = expected;
    this.found = found;
  }
}
