import type {
  CustomData,
  EnhancedPacket,
  InterfaceDescription,
  InterfaceStatistics,
  NameResolution,
  SectionHeader,
} from "./block.ts";
import {
  emitCustomBlock,
  emitEnhancedPacket,
  emitInterfaceDescription,
  emitInterfaceStatistics,
  emitNameResolution,
  emitSectionHeader,
} from "./emit.ts";
import { type BlockKind, PcapngWriteError } from "./error.ts";

/**
 * Gathers blocks into a little-endian pcapng file and keeps them in order: a section first, an interface
 * before what refers to it. {@link takeBytes} may be called at any time, so a file can be written as a
 * capture goes. Every method throws {@link PcapngWriteError} and then has written nothing.
 */
export class PcapngWriter {
  /** Interfaces of the section being written; -1 before the first section. */
  #interfaces = -1;
  #blocks: Uint8Array[] = [];
  #pendingBytes = 0;

  /** How many bytes {@link takeBytes} would return now. */
  get pendingBytes(): number {
    return this.#pendingBytes;
  }

  writeSection(header: SectionHeader): void {
    this.#append(emitSectionHeader(header));
    this.#interfaces = 0;
  }

  /** Returns the Interface ID for the packets and statistics of this interface, in this section only. */
  writeInterface(description: InterfaceDescription): number {
    this.#requireSection("interface-description");
    this.#append(emitInterfaceDescription(description));
    return this.#interfaces++;
  }

  writePacket(packet: EnhancedPacket): void {
    this.#requireInterface("enhanced-packet", packet.interfaceId);
    this.#append(emitEnhancedPacket(packet));
  }

  writeCustom(custom: CustomData): void {
    this.#requireSection("custom");
    this.#append(emitCustomBlock(custom));
  }

  writeNames(resolution: NameResolution): void {
    this.#requireSection("name-resolution");
    this.#append(emitNameResolution(resolution));
  }

  writeStatistics(statistics: InterfaceStatistics): void {
    this.#requireInterface("interface-statistics", statistics.interfaceId);
    this.#append(emitInterfaceStatistics(statistics));
  }

  /** Hands over the bytes gathered since the last call, always whole blocks, and forgets them. */
  takeBytes(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(this.#pendingBytes);
    let at = 0;
    for (const block of this.#blocks) {
      bytes.set(block, at);
      at += block.length;
    }
    this.#blocks = [];
    this.#pendingBytes = 0;
    return bytes;
  }

  #append(block: Uint8Array): void {
    this.#blocks.push(block);
    this.#pendingBytes += block.length;
  }

  #requireSection(block: BlockKind): void {
    if (this.#interfaces >= 0) return;
    const expected = "a Section Header Block before this block";
    throw new PcapngWriteError({ code: "no-section", block, field: "section", expected, found: "none" });
  }

  #requireInterface(block: BlockKind, interfaceId: number): void {
    this.#requireSection(block);
    if (interfaceId >= 0 && interfaceId < this.#interfaces) return;
    const expected = `one of the section's ${this.#interfaces} interfaces`;
    const found = String(interfaceId);
    throw new PcapngWriteError({ code: "unknown-interface", block, field: "Interface ID", expected, found });
  }
}
