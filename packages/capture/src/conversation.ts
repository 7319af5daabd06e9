/** Frames of each kind between two addresses. */
export interface ProtocolCounts {
  readonly tcp: number;
  readonly udp: number;
  /** ICMP, ARP and whatever else. */
  readonly other: number;
}

/** All that a capture holds of two addresses that talk to each other. */
export interface Conversation {
  /** Counts from 0, in order of the first packet. */
  readonly id: number;
  readonly version: 4 | 6;
  /** As text: first the client, who sent a SYN, or else the first packet. */
  readonly client: string;
  readonly server: string;
  /** Whether `client` is the one who sent the first packet. */
  readonly clientSpokeFirst: boolean;
  readonly frames: number;
  /** On the wire. */
  readonly bytes: number;
  readonly protocols: ProtocolCounts;
}
