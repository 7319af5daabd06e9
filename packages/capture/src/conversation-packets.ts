import { type BorrowedPacket, LINKTYPE_ETHERNET } from "@wirestage/pcapng";
import { hasFlag, type QuickView, quickView, TcpFlag } from "@wirestage/wire";
import { type AddressPair, AddressTable, addressAt, findAddresses, isAddressAt } from "./address-table.ts";
import type { Conversation } from "./conversation.ts";

/** One packet of a conversation, with as many of its first bytes as the trace shows. */
export interface ConversationPacket {
  /** From 1, in order of the file. */
  readonly number: number;
  /** Of its first byte, from the start of the unpacked file. */
  readonly offset: number;
  /** Bytes that the file has of it. */
  readonly captured: number;
  /** Bytes that it had on the wire. */
  readonly length: number;
  /** Nanoseconds after the file's first packet; null where the file does not tell. */
  readonly time: number | null;
  /** Who sent it: 0 the client, 1 the server. */
  readonly from: 0 | 1;
  readonly head: Uint8Array;
}

export interface ConversationLimits {
  /** Frames that are kept; those after them are only counted. */
  readonly frames: number;
  /** First bytes of each that are kept. */
  readonly headBytes: number;
}

/** Looks at every packet of a file, in the order in which `CaptureSurvey` did, and keeps those of one conversation. */
export class ConversationPackets {
  readonly packets: ConversationPacket[] = [];
  readonly #conversation: Conversation;
  readonly #limits: ConversationLimits;
  readonly #table: AddressTable;
  readonly #pair: AddressPair = { version: 4, src: 0, dst: 0, protocol: 0 };
  readonly #ports = new PortSides();
  #number = 0;
  /** Who sent the first packet. */
  #first: Uint8Array | null = null;

  constructor(conversation: Conversation, limits: ConversationLimits) {
    this.#conversation = conversation;
    this.#limits = limits;
    // As many pairs as the conversation needs to get the number that the survey gave it.
    this.#table = new AddressTable(conversation.id + 1);
  }

  take(packet: BorrowedPacket): void {
    this.#number += 1;
    if (packet.linkType !== LINKTYPE_ETHERNET || !findAddresses(packet, this.#pair)) return;
    if (this.#table.idOf(packet.bytes, this.#pair) !== this.#conversation.id) return;
    if (this.packets.length < this.#limits.frames) this.packets.push(this.#kept(packet));
  }

  #kept(packet: BorrowedPacket): ConversationPacket {
    const { bytes, start, end, offset, originalLength, time } = packet;
    const captured = end - start;
    const head = bytes.slice(start, start + Math.min(captured, this.#limits.headBytes));
    return {
      number: this.#number,
      offset,
      captured,
      length: Math.max(originalLength, captured),
      time: Number.isNaN(time) ? null : time,
      from: this.#senderOf(packet, head),
      head,
    };
  }

  #senderOf({ bytes }: BorrowedPacket, head: Uint8Array): 0 | 1 {
    const { client, server, clientSpokeFirst, version } = this.#conversation;
    if (client === server) return this.#ports.senderOf(quickView(head));
    this.#first ??= addressAt(bytes, this.#pair.src, version);
    return isAddressAt(bytes, this.#pair.src, this.#first) === clientSpokeFirst ? 0 : 1;
  }
}

/** On a loopback interface both ends have one address: who is who is told by their ports. */
class PortSides {
  /** Port of the client, by both ports and the protocol. */
  readonly #clients = new Map<string, number>();

  senderOf(view: QuickView | null): 0 | 1 {
    if (view === null || view.kind === "other") return 0;
    const { srcPort, dstPort, kind, flags } = view;
    const key = `${kind} ${Math.min(srcPort, dstPort)} ${Math.max(srcPort, dstPort)}`;
    const known = this.#clients.get(key);
    if (known !== undefined) return known === srcPort ? 0 : 1;
    const isAnswer = hasFlag(flags, TcpFlag.syn) && hasFlag(flags, TcpFlag.ack);
    this.#clients.set(key, isAnswer ? dstPort : srcPort);
    return isAnswer ? 1 : 0;
  }
}
