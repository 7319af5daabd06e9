/** Frames that have a name of their own, and the display filter that lets just them through. */
const FILTERS = {
  all: "",
  syn: "tcp.flags.syn == 1 && tcp.flags.ack == 0",
  "syn-ack": "tcp.flags.syn == 1 && tcp.flags.ack == 1",
  data: "tcp.len > 0",
  "pure-ack": "tcp.flags == 0x010 && tcp.len == 0",
  fin: "tcp.flags.fin == 1",
  rst: "tcp.flags.reset == 1",
  udp: "udp",
  icmp: "icmp || icmpv6",
} as const;

export type NamedFrames = keyof typeof FILTERS;

/** In the order in which they are offered. */
export const NAMED_FRAMES: readonly NamedFrames[] = [
  "all",
  "syn",
  "syn-ack",
  "data",
  "pure-ack",
  "fin",
  "rst",
  "udp",
  "icmp",
];

/** Which frames a rule is for, in a learner's terms; `matching` says nothing better than its filter. */
export type FrameChoice =
  | { readonly frames: NamedFrames }
  /** Ethernet's header included, as `frame.len` counts. */
  | { readonly frames: "longer"; readonly bytes: number }
  | { readonly frames: "matching"; readonly filter: string };

const LONGER = /^frame\.len > (\d{1,5})$/;

export function filterOf(choice: FrameChoice): string {
  switch (choice.frames) {
    case "longer":
      return `frame.len > ${choice.bytes}`;
    case "matching":
      return choice.filter;
    default:
      return FILTERS[choice.frames];
  }
}

/** What a filter lets through, by its name where it is one of those offered. */
export function frameChoiceOf(filter: string): FrameChoice {
  const text = filter.trim();
  const named = NAMED_FRAMES.find((each) => FILTERS[each] === text);
  if (named !== undefined) return { frames: named };
  const bytes = LONGER.exec(text)?.[1];
  return bytes === undefined
    ? { frames: "matching", filter: text }
    : { frames: "longer", bytes: Number(bytes) };
}
