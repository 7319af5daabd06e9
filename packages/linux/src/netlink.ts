/** Netlink messages (netlink(7), linux/netlink.h): a header of 16 octets, then a family's own message. */

export const NLMSG_HEADER_SIZE = 16;
export const NLMSG_ERROR = 2;
export const NLMSG_DONE = 3;
export const NLM_F_REQUEST = 0x1;
/** NLM_F_ROOT | NLM_F_MATCH */
export const NLM_F_DUMP = 0x300;
/** The table changed while it was dumped, so the answer may be inconsistent. */
export const NLM_F_DUMP_INTR = 0x10;

export type NetlinkMessage = {
  readonly type: number;
  readonly flags: number;
  readonly sequence: number;
  /** Where the family's message starts and ends. */
  readonly start: number;
  readonly end: number;
};

export type NetlinkAttribute = { readonly type: number; readonly start: number; readonly end: number };

/** Writes the header of one request at the start of `view`. @param length of the whole, in octets */
export function writeRequestHeader(
  view: DataView,
  request: { length: number; type: number; flags: number; sequence: number },
): void {
  view.setUint32(0, request.length, true);
  view.setUint16(4, request.type, true);
  view.setUint16(6, request.flags, true);
  view.setUint32(8, request.sequence, true);
  view.setUint32(12, 0, true);
}

/** The messages in the first `length` octets; a cut one ends them. */
export function* netlinkMessages(view: DataView, length: number): Generator<NetlinkMessage> {
  for (let at = 0; at + NLMSG_HEADER_SIZE <= length; ) {
    const size = view.getUint32(at, true);
    if (size < NLMSG_HEADER_SIZE || at + size > length) return;
    yield {
      type: view.getUint16(at + 4, true),
      flags: view.getUint16(at + 6, true),
      sequence: view.getUint32(at + 8, true),
      start: at + NLMSG_HEADER_SIZE,
      end: at + size,
    };
    at += aligned(size);
  }
}

/** The attributes (`struct nlattr`) between two offsets. */
export function* netlinkAttributes(view: DataView, start: number, end: number): Generator<NetlinkAttribute> {
  for (let at = start; at + 4 <= end; ) {
    const size = view.getUint16(at, true);
    if (size < 4 || at + size > end) return;
    yield { type: view.getUint16(at + 2, true) & 0x3fff, start: at + 4, end: at + size };
    at += aligned(size);
  }
}

/** Writes an attribute at an aligned offset; where the next one goes. */
export function writeAttribute(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  attribute: { readonly type: number; readonly value: Uint8Array },
): number {
  const size = 4 + attribute.value.length;
  view.setUint16(at, size, true);
  view.setUint16(at + 2, attribute.type, true);
  bytes.set(attribute.value, at + 4);
  return at + aligned(size);
}

/** The errno of an NLMSG_ERROR or NLMSG_DONE, which carry it negated; 0 is success. */
export function messageErrno(view: DataView, message: NetlinkMessage): number {
  return message.end - message.start >= 4 ? -view.getInt32(message.start, true) : 0;
}

function aligned(size: number): number {
  return (size + 3) & ~3;
}
