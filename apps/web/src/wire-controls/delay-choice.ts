import { MAX_DELAY_NS } from "@wirestage/protocol";
import { NS_PER_MS, NS_PER_S } from "@wirestage/trace";

/** One-way delays that are offered, in ns. */
export const DELAY_CHOICES: readonly number[] = [0, 1, 5, 20, 100, 400, 1000, 2000].map(
  (ms) => ms * NS_PER_MS,
);

/** The delays offered, with the one that is set among them. */
export function choicesWith(delayNs: number): readonly number[] {
  if (DELAY_CHOICES.includes(delayNs)) return DELAY_CHOICES;
  return [...DELAY_CHOICES, delayNs].sort((a, b) => a - b);
}

/** A typed number of milliseconds as ns, or null where it is none that the wire takes. */
export function delayOfText(text: string): number | null {
  const ms = Number(text.replace(",", "."));
  if (text.trim() === "" || !Number.isFinite(ms) || ms < 0) return null;
  const ns = Math.round(ms * NS_PER_MS);
  return ns <= MAX_DELAY_NS ? ns : null;
}

/** The longest delay in ms, its digits in groups: `120 000`. */
export const MAX_DELAY_TEXT = String(MAX_DELAY_NS / NS_PER_MS).replace(/\B(?=(\d{3})+$)/g, "\u202f");

/** RFC 6298 §2.1: before a round trip was measured, the retransmission timeout is 1 s. */
const INITIAL_RTO_NS = NS_PER_S;

/** Whether a SYN is sent again before its answer can have come back. */
export function outlastsFirstTimeout(roundTripNs: number): boolean {
  return roundTripNs >= INITIAL_RTO_NS;
}
