import fc from "fast-check";
import { type Ipv4Address, type Ipv6Address, ipv4FromBytes, ipv6FromBytes } from "../ip-address.ts";
import { type MacAddress, macFromBytes } from "../mac-address.ts";
import { SeqNumber } from "../seq-number.ts";

function bytesOf(length: number): fc.Arbitrary<Uint8Array> {
  return fc.uint8Array({ minLength: length, maxLength: length });
}

/** Whole numbers of `bits` bits. */
export function unsigned(bits: number): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: 2 ** bits - 1 });
}

export const macs: fc.Arbitrary<MacAddress> = bytesOf(6).map((bytes) => macFromBytes(bytes, 0));
export const ipv4s: fc.Arbitrary<Ipv4Address> = bytesOf(4).map((bytes) => ipv4FromBytes(bytes, 0));
export const ipv6s: fc.Arbitrary<Ipv6Address> = bytesOf(16).map((bytes) => ipv6FromBytes(bytes, 0));
export const seqNumbers: fc.Arbitrary<SeqNumber> = unsigned(32).map(SeqNumber.of);
