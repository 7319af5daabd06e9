import { MAX_OPTION_BYTES, type RawOption } from "@wirestage/pcapng";

/** Of the form in which events stand in a pcapng file; docs/trace-format.md says what each version means. */
export const RECORDING_VERSION = 1;

/** "Custom Options" of draft-ietf-opsawg-pcapng: octets that other programs may copy into a file they rewrite. */
const OPT_CUSTOM_BINARY = 2989;
/** RFC 5612's number for documentation: it is nobody's own, so our magic follows. */
const ENTERPRISE_NUMBER = 32_473;
const ENTERPRISE_BYTES = 4;
/** "WIRESTG" */
const MAGIC = Uint8Array.of(0x57, 0x49, 0x52, 0x45, 0x53, 0x54, 0x47);
const VERSION_AT = ENTERPRISE_BYTES + MAGIC.length;
const HEADER_BYTES = VERSION_AT + 1;
const MAX_CONTENT_BYTES = MAX_OPTION_BYTES - HEADER_BYTES;

/** A piece of the trace's text, as one option of a block carries it. */
export interface Chunk {
  readonly version: number;
  readonly content: Uint8Array;
}

function emitChunk(content: Uint8Array): RawOption {
  const value = new Uint8Array(HEADER_BYTES + content.length);
  new DataView(value.buffer).setUint32(0, ENTERPRISE_NUMBER, true);
  value.set(MAGIC, ENTERPRISE_BYTES);
  value[VERSION_AT] = RECORDING_VERSION;
  value.set(content, HEADER_BYTES);
  return { code: OPT_CUSTOM_BINARY, value };
}

/** As many options as `content` needs; a cut may fall anywhere, also inside a character. */
export function emitChunks(content: Uint8Array): RawOption[] {
  const options: RawOption[] = [];
  for (let at = 0; at < content.length; at += MAX_CONTENT_BYTES) {
    options.push(emitChunk(content.subarray(at, at + MAX_CONTENT_BYTES)));
  }
  return options;
}

/** The chunk in an option, or null where the option is not ours. `littleEndian` is the section's byte order. */
export function borrowChunk({ code, value }: RawOption, littleEndian: boolean): Chunk | null {
  if (code !== OPT_CUSTOM_BINARY || value.length < HEADER_BYTES) return null;
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  if (view.getUint32(0, littleEndian) !== ENTERPRISE_NUMBER) return null;
  if (MAGIC.some((octet, index) => value[ENTERPRISE_BYTES + index] !== octet)) return null;
  return { version: view.getUint8(VERSION_AT), content: value.subarray(HEADER_BYTES) };
}
