import { type BorrowedPacket, LINKTYPE_ETHERNET } from "@wirestage/pcapng";
import { hasFlag, IpProtocol, quickView, TcpFlag } from "@wirestage/wire";
import {
  type AddressPair,
  AddressTable,
  addressAt,
  addressText,
  findAddresses,
  hasVlanTag,
  isAddressAt,
} from "./address-table.ts";
import type { Conversation } from "./conversation.ts";

/** A scan of a whole network has more pairs than anybody looks at; those after this many are only counted. */
const MOST_CONVERSATIONS = 10_000;

/** Bytes of an Ethernet and IPv4 header without options, and where TCP's flags are after them. */
const TCP_FLAGS = 14 + 20 + 13;

/** Packets of a file that no conversation takes in, by why. */
export interface LeftOut {
  /** On links other than Ethernet. */
  readonly otherLinks: number;
  /** That carry neither IP nor ARP right behind Ethernet's header, or one that was cut. */
  readonly otherProtocols: number;
  /** Those of `otherProtocols` that begin with a VLAN tag (IEEE 802.1Q, 802.1ad), whatever is behind it. */
  readonly vlanTagged: number;
  /** Of pairs beyond the most that are told apart. */
  readonly otherPairs: number;
}

interface Tally {
  readonly version: 4 | 6;
  /** Of the first packet. */
  readonly src: Uint8Array;
  readonly dst: Uint8Array;
  frames: number;
  bytes: number;
  tcp: number;
  udp: number;
  /** Who sent the first SYN: the first packet's sender or the other; null while nobody has. */
  srcOpened: boolean | null;
}

/** Looks once at every packet of a file, and tells who talks to whom. */
export class CaptureSurvey {
  packets = 0;
  readonly #table = new AddressTable(MOST_CONVERSATIONS);
  readonly #tallies: Tally[] = [];
  readonly #pair: AddressPair = { version: 4, src: 0, dst: 0, protocol: 0 };
  readonly #leftOut = { otherLinks: 0, otherProtocols: 0, vlanTagged: 0, otherPairs: 0 };
  readonly #linkTypes = new Set<number>();

  take(packet: BorrowedPacket): void {
    this.packets += 1;
    if (packet.linkType !== LINKTYPE_ETHERNET) {
      this.#leftOut.otherLinks += 1;
      this.#linkTypes.add(packet.linkType);
      return;
    }
    if (!findAddresses(packet, this.#pair)) {
      this.#leftOut.otherProtocols += 1;
      if (hasVlanTag(packet)) this.#leftOut.vlanTagged += 1;
      return;
    }
    const id = this.#table.idOf(packet.bytes, this.#pair);
    if (id < 0) this.#leftOut.otherPairs += 1;
    else this.#count(this.#tallyOf(id, packet), packet);
  }

  get leftOut(): LeftOut {
    return this.#leftOut;
  }

  /** Link types met that are not opened, in order. */
  get otherLinkTypes(): readonly number[] {
    return [...this.#linkTypes];
  }

  /** Those with most frames first; of equal ones the earlier. */
  conversations(): Conversation[] {
    return this.#tallies.map(conversationOf).sort((a, b) => b.frames - a.frames || a.id - b.id);
  }

  #tallyOf(id: number, packet: BorrowedPacket): Tally {
    const known = this.#tallies[id];
    if (known !== undefined) return known;
    const { version } = this.#pair;
    const src = addressAt(packet.bytes, this.#pair.src, version);
    const dst = addressAt(packet.bytes, this.#pair.dst, version);
    const made: Tally = { version, src, dst, frames: 0, bytes: 0, tcp: 0, udp: 0, srcOpened: null };
    this.#tallies[id] = made;
    return made;
  }

  #count(tally: Tally, packet: BorrowedPacket): void {
    tally.frames += 1;
    tally.bytes += packet.originalLength;
    const { protocol } = this.#pair;
    if (protocol === IpProtocol.udp) tally.udp += 1;
    else if (protocol === IpProtocol.tcp) {
      tally.tcp += 1;
      if (tally.srcOpened === null && maybeSyn(packet) && isSyn(packet)) {
        tally.srcOpened = isAddressAt(packet.bytes, this.#pair.src, tally.src);
      }
    }
  }
}

function conversationOf(tally: Tally, id: number): Conversation {
  const { version, frames, bytes, tcp, udp } = tally;
  const clientSpokeFirst = tally.srcOpened ?? true;
  const [first, second] = [addressText(tally.src), addressText(tally.dst)];
  const [client, server] = clientSpokeFirst ? [first, second] : [second, first];
  const protocols = { tcp, udp, other: frames - tcp - udp };
  return { id, version, client, server, clientSpokeFirst, frames, bytes, protocols };
}

/** Flags of a TCP header right after one of IPv4 without options: a cheap no for nearly every packet. */
function maybeSyn({ bytes, start }: BorrowedPacket): boolean {
  const isPlainIpv4 = bytes[start + 14] === 0x45;
  return !isPlainIpv4 || ((bytes[start + TCP_FLAGS] ?? 0) & (TcpFlag.syn | TcpFlag.ack)) === TcpFlag.syn;
}

function isSyn({ bytes, start, end }: BorrowedPacket): boolean {
  const view = quickView(bytes.subarray(start, end));
  return view?.kind === "tcp" && hasFlag(view.flags, TcpFlag.syn) && !hasFlag(view.flags, TcpFlag.ack);
}
