/** Why a classic pcap file could not be read. */
export type PcapErrorCode = keyof typeof ADVICE;

const ADVICE = {
  "not-a-capture": "This is neither a pcapng nor a pcap file: choose a capture.",
  truncated: "The file ends too early: copy it again, or use only the packets before this one.",
  "unknown-version": "Save it as pcapng or pcap 2.4, as Wireshark's editcap does.",
  "bad-record-length":
    "The packets after this one cannot be found: the file is damaged, so get a fresh copy.",
} as const;

/** What a {@link PcapError} knows. `offset` counts bytes from the start of the input. */
export interface PcapErrorFacts {
  readonly code: PcapErrorCode;
  /** The field's name in draft-ietf-opsawg-pcap, as "Captured Packet Length". */
  readonly field: string;
  readonly expected: string;
  readonly found: string;
  readonly offset: number;
}

/** Malformed or truncated input. The packets that were read before it remain good. */
export class PcapError extends Error implements PcapErrorFacts {
  override readonly name = "PcapError";
  readonly code: PcapErrorCode;
  readonly field: string;
  readonly expected: string;
  readonly found: string;
  readonly offset: number;

  constructor({ code, field, expected, found, offset }: PcapErrorFacts) {
    super(`${field} (byte ${offset}): expected ${expected}, found ${found}. ${ADVICE[code]}`);
    this.code = code;
    this.field = field;
    this.expected = expected;
    this.found = found;
    this.offset = offset;
  }
}
