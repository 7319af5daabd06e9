import { compileFilter, type FilteredFrame } from "@wirestage/display-filter";
import { create } from "zustand";
import { onOtherTrace } from "../../session/shown-trace.ts";

/** What a segment or datagram is for, in the words of its badge, each as the display filter that finds it. */
export const FLAG_FILTERS = {
  SYN: "tcp.flags.syn == 1",
  ACK: "tcp.flags == 0x010 && tcp.len == 0",
  data: "tcp.len > 0 || udp.payload",
  FIN: "tcp.flags.fin == 1",
  RST: "tcp.flags.reset == 1",
} as const;

export type FlagChip = keyof typeof FLAG_FILTERS;
export const FLAG_CHIPS: readonly FlagChip[] = ["SYN", "ACK", "data", "FIN", "RST"];

/** Where a frame is at the playhead. Wireshark has no field for it, for it sees frames that arrived. */
export type FateChip = "delivered" | "lost" | "held";
export const FATE_CHIPS: readonly FateChip[] = ["delivered", "lost", "held"];

/**
 * Which frames the list shows: those that the text lets through and that one chip of each pressed kind is for. A text
 * that is no filter (yet) lets every frame through: what is not understood hides nothing.
 */
export interface FrameFilter {
  readonly text: string;
  readonly flags: readonly FlagChip[];
  readonly hosts: readonly string[];
  readonly fates: readonly FateChip[];
}

export const EVERY_FRAME: FrameFilter = { text: "", flags: [], hosts: [], fates: [] };

export function toggled<Item>(items: readonly Item[], item: Item): readonly Item[] {
  return items.includes(item) ? items.filter((each) => each !== item) : [...items, item];
}

type FrameTest = (frame: FilteredFrame) => boolean;

function testOf(text: string): FrameTest | null {
  const result = text.trim() === "" ? null : compileFilter(text);
  return result?.ok === true ? result.filter.matches : null;
}

const EVERY: FrameTest = () => true;

/** What of a filter is the same at every moment: text, flags and hosts; null where there is nothing of it. */
export function lastingTest({ text, flags, hosts }: Omit<FrameFilter, "fates">): FrameTest | null {
  const typed = testOf(text);
  const pressed = testOf(flags.map((flag) => `(${FLAG_FILTERS[flag]})`).join(" || "));
  if (typed === null && pressed === null && hosts.length === 0) return null;
  const [byText, byFlags] = [typed ?? EVERY, pressed ?? EVERY];
  return (frame) => (hosts.length === 0 || hosts.includes(frame.host)) && byFlags(frame) && byText(frame);
}

interface FrameFilterStore extends FrameFilter {
  change(part: Partial<FrameFilter>): void;
}

/** Kept while the list is not shown, until another trace is. */
export const useFrameFilter = create<FrameFilterStore>((set) => ({
  ...EVERY_FRAME,
  change: (part) => set(part),
}));

onOtherTrace(() => useFrameFilter.getState().change(EVERY_FRAME));
