import fc from "fast-check";
import { decodeEthernet, emitEthernet } from "./ethernet.ts";
import { macAddress } from "./mac-address.ts";
import { macs, unsigned } from "./testing/arbitraries.ts";
import { codecLaws } from "./testing/codec-laws.ts";

const dst = macAddress("02:00:00:00:00:02");
const src = macAddress("02:00:00:00:00:01");

codecLaws("ethernet", {
  decode: decodeEthernet,
  emit: emitEthernet,
  headers: fc.record({ dst: macs, src: macs, etherType: unsigned(16) }),
  known: { hex: "020000000002 020000000001 0800", header: { dst, src, etherType: 0x0800 } },
  unknown: { hex: "020000000002 020000000001 fffe", header: { dst, src, etherType: 0xfffe } },
});
