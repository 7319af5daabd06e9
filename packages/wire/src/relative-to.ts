import { SeqNumber } from "./seq-number.ts";

/** The numbers that count as 0: the initial sequence numbers of the segment's sender and of its receiver. */
export interface RelativeTo {
  readonly seq?: SeqNumber;
  readonly ack?: SeqNumber;
}

/** Steps from `base`, as an unsigned number; the number itself without a base. */
export function relative(number: SeqNumber, base: SeqNumber | undefined): number {
  return base === undefined ? number : SeqNumber.of(number - base);
}
