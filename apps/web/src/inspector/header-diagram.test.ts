import { datagramBytes, unreachableBytes } from "@wirestage/trace/testing";
import { fieldTree } from "@wirestage/wire";
import { describe, expect, it } from "vitest";
import { ACK, SYN, segment } from "./handshake.fixture.ts";
import { headerDiagram } from "./header-diagram.ts";

const tcp = fieldTree(segment("server", SYN | ACK, 0, 1)).children.find((field) => field.id === "tcp");
const cells = tcp ? headerDiagram(tcp) : [];
const row = (number: number) =>
  cells
    .filter((cell) => cell.row === number)
    .map(({ field, width }) => `${field.id.replace("tcp.", "")}:${width}`);

describe("the TCP header in rows of 32 bits (RFC 9293 §3.1)", () => {
  it("draws ports, numbers, and checksum with urgent pointer where the RFC has them", () => {
    expect(row(0)).toEqual(["srcport:16", "dstport:16"]);
    expect(row(1)).toEqual(["seq_raw:32"]);
    expect(row(2)).toEqual(["ack_raw:32"]);
    expect(row(4)).toEqual(["checksum:16", "urgent_pointer:16"]);
  });

  it("draws every flag as a cell of its own between data offset and window", () => {
    expect(row(3).join(" ")).toBe(
      "hdr_len:4 flags.res:3 flags.ae:1 flags.cwr:1 flags.ece:1 flags.urg:1 flags.ack:1 flags.push:1 flags.reset:1 flags.syn:1 flags.fin:1 window_size_value:16",
    );
  });

  it("fills every row without gap or overlap", () => {
    for (const number of [0, 1, 2, 3, 4]) {
      let next = 0;
      for (const cell of cells.filter((each) => each.row === number)) {
        expect(cell.from).toBe(next);
        next += cell.width;
      }
      expect(next).toBe(32);
    }
  });

  it("breaks a field longer than its row and marks where it begins", () => {
    const option = {
      id: "tcp.options.timestamp",
      name: "",
      value: "",
      display: "",
      start: 22,
      end: 32,
      children: [],
    };
    const header = { ...option, id: "tcp", start: 0, end: 32, children: [option] };
    const parts = headerDiagram(header).map(({ row: at, from, width, isFirst }) => [
      at,
      from,
      width,
      isFirst,
    ]);
    expect(parts).toEqual([
      [5, 16, 16, true],
      [6, 0, 32, false],
      [7, 0, 32, false],
    ]);
  });
});

/** Rows as `name:width`, a field of several rows with how many. */
function drawn(bytes: Uint8Array, id: string): string[] {
  const header = fieldTree(bytes).children.find((field) => field.id === id);
  if (!header) throw new Error(`no ${id} in this frame`);
  const rows = new Map<number, string[]>();
  for (const { field, row: at, rows: high, width } of headerDiagram(header)) {
    const name = field.id.slice(id.length + 1);
    rows.set(at, [...(rows.get(at) ?? []), high > 1 ? `${name}:${width}x${high}` : `${name}:${width}`]);
  }
  return [...rows.values()].map((names) => names.join(" "));
}

describe("the other headers in rows of 32 bits", () => {
  const datagram = datagramBytes("client", { payload: "hello" });
  const datagram6 = datagramBytes("client", { payload: "hello", version: 6 });

  it("draws UDP as RFC 768 does", () => {
    expect(drawn(datagram, "udp")).toEqual(["srcport:16 dstport:16", "length:16 checksum:16"]);
  });

  it("draws IPv4 as RFC 791 does, with its three flags", () => {
    expect(drawn(datagram, "ip")).toEqual([
      "version:4 hdr_len:4 dsfield:8 len:16",
      "id:16 flags.rb:1 flags.df:1 flags.mf:1 frag_offset:13",
      "ttl:8 proto:8 checksum:16",
      "src:32",
      "dst:32",
    ]);
  });

  it("draws IPv6 as RFC 8200 does, its addresses four rows high", () => {
    expect(drawn(datagram6, "ipv6")).toEqual([
      "version:4 tclass:8 flow:20",
      "plen:16 nxt:8 hlim:8",
      "src:32x4",
      "dst:32x4",
    ]);
  });

  it("draws ICMP as RFC 792 and RFC 4443 do, without the packet that it quotes", () => {
    expect(drawn(unreachableBytes("server", datagram), "icmp")).toEqual([
      "type:8 code:8 checksum:16",
      "unused:32",
    ]);
    expect(drawn(unreachableBytes("server", datagram6, 6), "icmpv6")).toEqual([
      "type:8 code:8 checksum:16",
      "reserved:32",
    ]);
  });
});
