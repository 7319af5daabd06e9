import type { Field, FieldType } from "./field.ts";
import { IPV4_FIELDS, IPV6_FIELDS } from "./ip-fields.ts";
import { ARP_FIELDS, ETHERNET_FIELDS, FRAME_FIELDS } from "./link-fields.ts";
import { ICMP_FIELDS, ICMPV6_FIELDS, UDP_FIELDS } from "./message-fields.ts";
import { TCP_FIELDS } from "./tcp-fields.ts";

/** What can be asked of a frame, for a person who chooses. */
export interface FilterField {
  /** As Wireshark spells it. */
  readonly name: string;
  readonly type: FieldType;
  /** Wireshark's English label. */
  readonly label: string;
}

const ALL: readonly Field[] = [
  ...TCP_FIELDS,
  ...UDP_FIELDS,
  ...IPV4_FIELDS,
  ...IPV6_FIELDS,
  ...FRAME_FIELDS,
  ...ICMP_FIELDS,
  ...ICMPV6_FIELDS,
  ...ARP_FIELDS,
  ...ETHERNET_FIELDS,
];

const BY_NAME: ReadonlyMap<string, Field> = new Map(ALL.map((field) => [field.name, field]));

/** In the order in which a learner is likely to want them. */
export const FIELDS: readonly FilterField[] = ALL;

export function fieldNamed(name: string): Field | null {
  return BY_NAME.get(name) ?? null;
}

/** Fields of Wireshark that no single frame tells, and what of ours comes closest. */
const OF_CONVERSATION: ReadonlyMap<string, string> = new Map([
  ["tcp.seq", "tcp.seq_raw"],
  ["tcp.ack", "tcp.ack_raw"],
  ["tcp.nxtseq", "tcp.seq_raw"],
  ["tcp.window_size", "tcp.window_size_value"],
  ["tcp.window_size_scalefactor", "tcp.options.wscale.shift"],
  ["tcp.stream", "tcp.port"],
  ["tcp.time_relative", "frame.time_relative"],
  ["tcp.time_delta", "frame.time_relative"],
  ["frame.time_delta", "frame.time_relative"],
  ["udp.stream", "udp.port"],
]);

/** The field to use in place of one that Wireshark makes of many frames; null if `name` is no such field. */
export function insteadOf(name: string): string | null {
  if (name.startsWith("tcp.analysis")) return "tcp";
  return OF_CONVERSATION.get(name) ?? null;
}
