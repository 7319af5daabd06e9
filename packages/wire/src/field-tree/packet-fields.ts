import { type ChecksumVerdicts, verifyPacket } from "../checksum-verdict.ts";
import { quotedPacket } from "../frame.ts";
import { ICMP } from "../icmp.ts";
import { ICMPV6 } from "../icmpv6.ts";
import type { IpLayer, IpPacket, LayerProblem, Payload, TransportLayer } from "../ip-packet.ts";
import type { RelativeTo } from "../relative-to.ts";
import { checksumFields } from "./checksum-fields.ts";
import { type Field, insertAfter, protocolField } from "./field.ts";
import { buildFields, bytesField } from "./field-spec.ts";
import { ICMP_COMMON, ICMPV6_COMMON, icmpSpecs, icmpv6Specs, ndOptionFields } from "./icmp-fields.ts";
import { ipv4Field } from "./ipv4-fields.ts";
import { ipv6Field } from "./ipv6-fields.ts";
import { tcpField } from "./tcp-fields.ts";
import { udpField } from "./udp-fields.ts";

type Packet = Pick<IpPacket, "ip" | "transport" | "payload" | "problem">;

/** What the fields of a packet depend on besides its bytes. */
export interface PacketContext {
  readonly relativeTo: RelativeTo;
  /** Inside an ICMP error; what such a packet quotes itself is data, for no host sends that (RFC 1122 §3.2.2). */
  readonly isQuoted: boolean;
}

/** IP header, transport header and payload; of a header that is not sound, the fields that are there. */
export function packetFields(bytes: Uint8Array, packet: Packet, context: PacketContext): Field[] {
  const verdicts = verifyPacket(bytes, packet);
  return [
    ...(packet.ip === null ? [] : [ipField(bytes, packet.ip, verdicts)]),
    ...(packet.transport === null
      ? []
      : [transportField(bytes, packet, packet.transport, verdicts, context)]),
    ...brokenLayer(bytes, packet, context),
    ...payloadFields(bytes, packet),
  ];
}

function ipField(bytes: Uint8Array, ip: IpLayer, verdicts: ChecksumVerdicts): Field {
  return ip.kind === "ipv4"
    ? ipv4Field(bytes, ip.start, ip.end, ip, verdicts.ip)
    : ipv6Field(bytes, ip.start, ip.end, ip);
}

function transportField(
  bytes: Uint8Array,
  packet: Packet,
  transport: TransportLayer,
  verdicts: ChecksumVerdicts,
  context: PacketContext,
): Field {
  const { start, end } = transport;
  const verdict = verdicts.transport;
  const { payload } = packet;
  switch (transport.kind) {
    case "tcp":
      return tcpField(bytes, start, end, {
        layer: transport,
        payloadLength: payload.length,
        verdict,
        relativeTo: context.relativeTo,
      });
    case "udp":
      return udpField(bytes, start, end, transport, verdict);
    case "icmp": {
      const fields = buildFields([...ICMP_COMMON, ...icmpSpecs(transport.header)], bytes, start, end);
      const status = checksumFields(verdict, ICMP.checksum, start);
      const children = [
        ...insertAfter(fields, { [ICMP.checksum.id]: status }),
        ...icmpBody(bytes, packet, context),
      ];
      return protocolField("icmp", ICMP_NAME, "", [start, payload.end], children);
    }
    case "icmpv6": {
      const fields = buildFields([...ICMPV6_COMMON, ...icmpv6Specs(transport.header)], bytes, start, end);
      const status = checksumFields(verdict, ICMPV6.checksum, start);
      const children = [
        ...insertAfter(fields, { [ICMPV6.checksum.id]: status }),
        ...icmpBody(bytes, packet, context),
      ];
      return protocolField("icmpv6", ICMPV6_NAME, "", [start, payload.end], children);
    }
    default:
      return transport satisfies never;
  }
}

const ICMP_NAME = "Internet Control Message Protocol";
const ICMPV6_NAME = "Internet Control Message Protocol v6";

/** An ICMP message holds its body: the packet an error is about, neighbour discovery options, or data. */
function icmpBody(bytes: Uint8Array, packet: Packet, { isQuoted }: PacketContext): Field[] {
  const { transport, payload } = packet;
  const quoted = isQuoted ? null : quotedPacket(bytes, packet);
  if (quoted !== null) return packetFields(bytes, quoted, { relativeTo: {}, isQuoted: true });
  const isNeighbor =
    transport?.kind === "icmpv6" &&
    (transport.header.kind === "neighborSolicitation" || transport.header.kind === "neighborAdvertisement");
  if (isNeighbor) return ndOptionFields(bytes, payload.start, payload.end);
  return dataField("data.data", "Data", bytes, payload);
}

function payloadFields(bytes: Uint8Array, { transport, payload, problem }: Packet): Field[] {
  const isBroken = problem !== null && problem.start === payload.start;
  if (isBroken) return [];
  switch (transport?.kind) {
    case "tcp":
      return dataField("tcp.payload", "TCP payload", bytes, payload);
    case "udp":
      return dataField("udp.payload", "UDP payload", bytes, payload);
    case "icmp":
    case "icmpv6":
      return [];
    case undefined:
      return dataField("data.data", "Data", bytes, payload);
    default:
      return transport satisfies undefined;
  }
}

export function dataField(id: string, name: string, bytes: Uint8Array, { start, end }: Payload): Field[] {
  return start === end ? [] : [bytesField(id, name, bytes, start, end)];
}

/** The fields that are there of the layer whose header could not be read. */
function brokenLayer(bytes: Uint8Array, { payload, problem }: Packet, context: PacketContext): Field[] {
  if (problem === null || problem.start !== payload.start) return [];
  const field = partOf(problem, bytes, payload.end, context);
  return field === null ? [] : [field];
}

function partOf(
  { layer, start }: LayerProblem,
  bytes: Uint8Array,
  limit: number,
  context: PacketContext,
): Field | null {
  switch (layer) {
    case "ipv4":
      return ipv4Field(bytes, start, limit, null, null);
    case "ipv6":
      return ipv6Field(bytes, start, limit, null);
    case "tcp":
      return tcpField(bytes, start, limit, {
        layer: null,
        payloadLength: 0,
        verdict: null,
        relativeTo: context.relativeTo,
      });
    case "udp":
      return udpField(bytes, start, limit, null, null);
    case "icmp":
      return protocolField(
        "icmp",
        ICMP_NAME,
        "",
        [start, limit],
        buildFields(ICMP_COMMON, bytes, start, limit),
      );
    case "icmpv6":
      return protocolField(
        "icmpv6",
        ICMPV6_NAME,
        "",
        [start, limit],
        buildFields(ICMPV6_COMMON, bytes, start, limit),
      );
    case "ethernet":
    case "arp":
      return null;
    default:
      return layer satisfies never;
  }
}
