import type { BorrowedPacket } from "@wirestage/pcapng";
import { ipv4FromBytes, ipv6FromBytes } from "@wirestage/wire";

/** Literal offsets into an Ethernet frame, so that the engine folds them: this runs for every packet of a file. */
const ETHER_TYPE = 12;
const ETHERNET_END = 14;
const IPV4_PROTOCOL = 23;
const IPV4_SRC = 26;
const IPV4_DST = 30;
const IPV4_END = 34;
const IPV6_NEXT_HEADER = 20;
const IPV6_SRC = 22;
const IPV6_END = 54;
const ARP_SRC = 28;
const ARP_DST = 38;
const ARP_END = 42;
const ARP_IPV4_OVER_ETHERNET = 0x0001_0800;

function u16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function u32(bytes: Uint8Array, at: number): number {
  return ((u16(bytes, at) << 16) | u16(bytes, at + 2)) >>> 0;
}

/** Where in a packet its addresses are, and what it carries. */
export interface AddressPair {
  version: 4 | 6;
  /** Positions in the packet's `bytes`. */
  src: number;
  dst: number;
  /** Number of the protocol above, 0 for ARP; of IPv6 that of the first header. */
  protocol: number;
}

/**
 * The two addresses of an Ethernet frame that carries IPv4, IPv6 or ARP for IPv4, written into `pair`; false where there
 * are none, or where ARP asks for the very address that asks (RFC 5227).
 */
export function findAddresses({ bytes, start, end }: BorrowedPacket, pair: AddressPair): boolean {
  const length = end - start;
  switch (u16(bytes, start + ETHER_TYPE)) {
    case 0x0800:
      if (length < IPV4_END) return false;
      put(pair, 4, start + IPV4_SRC, start + IPV4_DST, bytes[start + IPV4_PROTOCOL] ?? 0);
      return true;
    case 0x86dd:
      if (length < IPV6_END) return false;
      put(pair, 6, start + IPV6_SRC, start + IPV6_SRC + 16, bytes[start + IPV6_NEXT_HEADER] ?? 0);
      return true;
    case 0x0806:
      if (length < ARP_END || u32(bytes, start + 14) !== ARP_IPV4_OVER_ETHERNET) return false;
      put(pair, 4, start + ARP_SRC, start + ARP_DST, 0);
      return u32(bytes, pair.src) !== u32(bytes, pair.dst);
    default:
      return false;
  }
}

/** Whether a VLAN tag stands behind the frame's addresses: of a customer (IEEE 802.1Q) or of a provider (802.1ad). */
export function hasVlanTag({ bytes, start, end }: BorrowedPacket): boolean {
  if (end - start < ETHERNET_END) return false;
  const tag = u16(bytes, start + ETHER_TYPE);
  return tag === 0x8100 || tag === 0x88a8;
}

function put(pair: AddressPair, version: 4 | 6, src: number, dst: number, protocol: number): void {
  pair.version = version;
  pair.src = src;
  pair.dst = dst;
  pair.protocol = protocol;
}

/** Pairs of addresses by number, whichever of the two comes first. */
export class AddressTable {
  /** By the lower address, then by the higher. */
  readonly #ipv4 = new Map<number, Map<number, number>>();
  readonly #ipv6 = new Map<string, number>();
  readonly #most: number;
  #count = 0;
  #last = { src: -1, dst: -1, id: -1 };

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#count;
  }

  /** The number of the pair, given now if it is new; -1 where there are as many as there may be. */
  idOf(bytes: Uint8Array, pair: AddressPair): number {
    return pair.version === 4 ? this.#ipv4Id(bytes, pair) : this.#ipv6Id(bytes, pair);
  }

  #ipv4Id(bytes: Uint8Array, pair: AddressPair): number {
    const src = u32(bytes, pair.src);
    const dst = u32(bytes, pair.dst);
    const last = this.#last;
    if ((src === last.src && dst === last.dst) || (src === last.dst && dst === last.src)) return last.id;
    const low = Math.min(src, dst);
    const high = Math.max(src, dst);
    let row = this.#ipv4.get(low);
    if (row === undefined) {
      if (this.#count >= this.#most) return -1;
      row = new Map();
      this.#ipv4.set(low, row);
    }
    let id = row.get(high);
    if (id === undefined) {
      id = this.#give();
      if (id < 0) return -1;
      row.set(high, id);
    }
    this.#last = { src, dst, id };
    return id;
  }

  #ipv6Id(bytes: Uint8Array, { src, dst }: AddressPair): number {
    const from = keyAt(bytes, src);
    const to = keyAt(bytes, dst);
    const key = from < to ? `${from}-${to}` : `${to}-${from}`;
    const known = this.#ipv6.get(key);
    if (known !== undefined) return known;
    const id = this.#give();
    if (id >= 0) this.#ipv6.set(key, id);
    return id;
  }

  #give(): number {
    if (this.#count >= this.#most) return -1;
    return this.#count++;
  }
}

function keyAt(bytes: Uint8Array, at: number): string {
  return `${u32(bytes, at)},${u32(bytes, at + 4)},${u32(bytes, at + 8)},${u32(bytes, at + 12)}`;
}

/** A copy of the address at `at`, 4 bytes or 16. */
export function addressAt(bytes: Uint8Array, at: number, version: 4 | 6): Uint8Array {
  return bytes.slice(at, at + (version === 4 ? 4 : 16));
}

export function isAddressAt(bytes: Uint8Array, at: number, address: Uint8Array): boolean {
  for (let place = 0; place < address.length; place++) if (bytes[at + place] !== address[place]) return false;
  return true;
}

export function addressText(address: Uint8Array): string {
  return address.length === 4 ? ipv4FromBytes(address, 0) : ipv6FromBytes(address, 0);
}
