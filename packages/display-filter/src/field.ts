import { type Slot, widthOf } from "@wirestage/wire";
import { type ByteString, byteString } from "./byte-string.ts";
import { type FrameReading, type HeaderPlace, numberIn, type Protocol } from "./frame-reading.ts";

export type NumberType = "unsigned" | "boolean" | "duration";
export type ByteType = "bytes" | "mac" | "ipv4" | "ipv6" | "protocol";
export type FieldType = NumberType | ByteType | "text";

interface Named {
  /** As Wireshark spells it. */
  readonly name: string;
  /** Wireshark's English label; a page translates by `name`. */
  readonly label: string;
}

/** A frame may hold a field more than once, or not at all: whoever reads one gets all its values. */
export interface NumberField extends Named {
  readonly type: NumberType;
  /** The largest number that it can hold; of a duration, in ns. */
  readonly most: number;
  /** Numbers that have a name of their own. */
  readonly names: Readonly<Record<string, number>>;
  readonly read: (reading: FrameReading) => readonly number[];
}

export interface ByteField extends Named {
  readonly type: ByteType;
  readonly read: (reading: FrameReading) => readonly ByteString[];
  /** Where `contains` and `matches` look, if that is more than the field itself: a header and all that it carries. */
  readonly search?: (reading: FrameReading) => readonly ByteString[];
}

export interface TextField extends Named {
  readonly type: "text";
  readonly read: (reading: FrameReading) => readonly string[];
}

export type Field = NumberField | ByteField | TextField;

const NOTHING: readonly never[] = [];

/** What of every header of one protocol `read` finds; null where it has no such field. */
export function fromHeaders<Value>(protocol: Protocol, read: (place: HeaderPlace) => Value | null) {
  return (reading: FrameReading): readonly Value[] => {
    const places = reading.places(protocol);
    const only = places[0];
    if (only === undefined) return NOTHING;
    if (places.length === 1) {
      const value = read(only);
      return value === null ? NOTHING : [value];
    }
    const values: Value[] = [];
    for (const place of places) {
      const value = read(place);
      if (value !== null) values.push(value);
    }
    return values;
  };
}

interface NumberOptions {
  readonly names?: Readonly<Record<string, number>>;
  /** What one of the header's units makes. */
  readonly unit?: number;
  /** Whether this header has the field. */
  readonly when?: (place: HeaderPlace) => boolean;
}

/** A number that stands in the header of the protocol that its name begins with. */
export function unsigned(slot: Slot, label: string, options: NumberOptions = {}): NumberField {
  const { names = {}, unit = 1, when } = options;
  const read = (place: HeaderPlace) => {
    if (when !== undefined && !when(place)) return null;
    const value = numberIn(place, slot);
    return value === null ? null : unit * value;
  };
  const most = unit * (2 ** widthOf(slot) - 1);
  return {
    name: slot.id,
    label,
    type: "unsigned",
    most,
    names,
    read: fromHeaders(protocolOf(slot.id), read),
  };
}

const BOOLEAN_NAMES = { True: 1, False: 0 } as const;

/** Whether any bit of `mask` is set in `slot`. */
export function flag(name: string, label: string, slot: Slot, mask = 1, when?: NumberOptions["when"]) {
  const read = (place: HeaderPlace) => {
    if (when !== undefined && !when(place)) return null;
    const value = numberIn(place, slot);
    return value === null ? null : Number((value & mask) !== 0);
  };
  const field: NumberField = {
    ...{ name, label, type: "boolean", most: 1, names: BOOLEAN_NAMES },
    read: fromHeaders(protocolOf(name), read),
  };
  return field;
}

/** An address that stands in the header of the protocol that its name begins with. */
export function address(
  type: "mac" | "ipv4" | "ipv6",
  slot: Slot,
  label: string,
  when?: NumberOptions["when"],
): ByteField {
  const read = (place: HeaderPlace) => {
    const at = place.start + slot.at;
    const isHere = at + slot.size <= place.headerEnd && (when === undefined || when(place));
    return isHere ? byteString(place.bytes.subarray(at, at + slot.size)) : null;
  };
  return { name: slot.id, label, type, read: fromHeaders(protocolOf(slot.id), read) };
}

/**
 * A protocol as a field. It is searched in all that it carries, but compared and sliced as far as Wireshark marks it:
 * its header, or to the end of its packet.
 */
export function protocol(name: Protocol, label: string, marks: "header" | "all"): ByteField {
  const upTo = (end: (place: HeaderPlace) => number) =>
    fromHeaders(name, (place): ByteString => {
      const { bytes, start } = place;
      return { bytes: bytes.subarray(start, end(place)), length: end(place) - start };
    });
  const search = upTo(({ end }) => end);
  const read = marks === "all" ? search : upTo(({ headerEnd }) => headerEnd);
  return { name, label, type: "protocol", read, search };
}

/** What a sound header carries, if it carries anything. */
export function payload(name: string, label: string): ByteField {
  const read = ({ bytes, headerEnd, end, isSound }: HeaderPlace): ByteString | null =>
    isSound && end > headerEnd ? { bytes: bytes.subarray(headerEnd, end), length: end - headerEnd } : null;
  return { name, label, type: "bytes", read: fromHeaders(protocolOf(name), read) };
}

/** Both of two numbers of one kind: what a filter for either of them asks. */
export function eitherNumber(
  name: string,
  label: string,
  first: NumberField,
  second: NumberField,
): NumberField {
  return { ...first, name, label, read: (reading) => [...first.read(reading), ...second.read(reading)] };
}

export function eitherAddress(name: string, label: string, first: ByteField, second: ByteField): ByteField {
  return { ...first, name, label, read: (reading) => [...first.read(reading), ...second.read(reading)] };
}

const PROTOCOLS: Readonly<Record<string, Protocol>> = {
  eth: "eth",
  arp: "arp",
  ip: "ip",
  ipv6: "ipv6",
  tcp: "tcp",
  udp: "udp",
  icmp: "icmp",
  icmpv6: "icmpv6",
};

function protocolOf(name: string): Protocol {
  const found = PROTOCOLS[name.split(".", 1)[0] ?? ""];
  if (found === undefined) throw new RangeError(`${name} begins with no protocol.`);
  return found;
}
