import {
  closeAsync,
  NetworkNamespace,
  type SockDiag,
  type Synchronous,
  type SyscallResult,
  type Tap,
} from "@wirestage/linux";
import type { Cause, HostFacts } from "@wirestage/trace";
import { hasFlag, type QuickView, quickView, TcpFlag } from "@wirestage/wire";
import type { SegmentPurpose } from "./frame-effects.ts";
import { recordedSysctls, setUpNetwork, turnIpv6On } from "./network-setup.ts";
import { type OwnSegment, SocketTable, type SocketTablePort } from "./socket-table.ts";

export const MTU = 1500;
const ETHERNET_HEADER = 14;

export interface HostPort extends SocketTablePort {
  /** A frame that this host's kernel has sent; `bytes` is a copy that the wire may keep. */
  sent(host: string, bytes: Buffer, cause: Cause): void;
}

/** A network namespace with its own TCP/IP stack, our end of its cable, and what its kernel says of its sockets. */
export class Host {
  readonly facts: HostFacts;
  readonly sockets: SocketTable;
  readonly #namespace: NetworkNamespace;
  readonly #tap: Tap;
  readonly #diag: SockDiag;
  readonly #port: HostPort;
  readonly #neighbours: readonly HostFacts[];
  readonly #buffer = new Uint8Array(new ArrayBuffer(ETHERNET_HEADER + MTU));
  readonly #descriptors = new Set<number>();

  /** @throws SyscallError or SysctlError where the machine does not allow it; nothing is left behind then */
  constructor(facts: HostFacts, neighbours: readonly HostFacts[], port: HostPort) {
    this.facts = facts;
    this.#port = port;
    this.#neighbours = neighbours;
    this.#namespace = NetworkNamespace.create();
    try {
      const [tap, diag] = this.#namespace.run(() => setUpNetwork(facts, neighbours, MTU));
      this.#tap = tap;
      this.#diag = diag;
    } catch (error) {
      this.#namespace.close();
      throw error;
    }
    this.sockets = new SocketTable(facts.name, this.#diag, port);
  }

  get tapDescriptor(): number {
    return this.#tap.fd;
  }

  /** Opens this namespace in any process that may look at this one (`nsenter --net=`), while the host lives. */
  get networkNamespacePath(): string {
    return this.#namespace.path;
  }

  /** Runs synchronous code in this namespace; children that it spawns live there. */
  run<T>(act: () => Synchronous<T>): T {
    return this.#namespace.run(act);
  }

  recordedSysctls(): Record<string, string> {
    return this.#namespace.run(recordedSysctls);
  }

  /**
   * Turns IPv6 on, with the address of `facts` and the other hosts as neighbours; from then on the kernel reports its
   * multicast groups now and then (RFC 3810). Again does nothing, as where the kernel has no IPv6.
   * @throws SyscallError or SysctlError where the kernel refuses it
   */
  enableIpv6(): void {
    const changes = this.#namespace.run(() => turnIpv6On(this.facts, this.#neighbours));
    for (const change of changes) {
      this.#port.append({ kind: "sysctl.changed", host: this.facts.name, ...change });
    }
  }

  /** Makes a descriptor in this namespace. It must be given back by `forget` when it is closed. */
  open(make: () => SyscallResult<number>): SyscallResult<number> {
    const made = this.#namespace.run(make);
    if (made.ok) this.#descriptors.add(made.value);
    return made;
  }

  adopt(fd: number): void {
    this.#descriptors.add(fd);
  }

  forget(fd: number): void {
    this.#descriptors.delete(fd);
  }

  /** Does `act` to this host, then records what its kernel changed and sent because of it. */
  stimulate<T>(cause: Cause, act: () => T): T {
    this.settle();
    const result = act();
    this.observe(cause);
    return result;
  }

  /** Records what the kernel changed and sent because of `cause`, which has just been done to it. */
  observe(cause: Cause): void {
    const caused = this.#takeCaused(cause);
    this.sockets.sample(cause);
    this.#tell(caused);
  }

  /** Gives the kernel a frame, and records that and what came of it. */
  deliver(frame: number, bytes: Uint8Array): void {
    this.settle();
    this.#port.append({ kind: "frame.delivered", frame, host: this.facts.name });
    this.#tap.write(bytes);
    const cause: Cause = { by: "frame", frame };
    const caused = this.#takeCaused(cause);
    this.sockets.sampleAfterFrame(cause, () => canOpenOrClose(quickView(bytes)));
    this.#tell(caused);
  }

  /**
   * Records what the kernel did by itself since it was last looked at, as far as frames tell of it, and what processes
   * did that are watched.
   */
  settle(): void {
    const frames = this.#takeFrames();
    if (frames.length > 0 || this.sockets.watching) this.#recordOwn(frames);
    else this.sockets.catchUp();
  }

  /** As `settle`, and asks for changes that no frame tells of, as the end of TIME_WAIT. */
  look(): void {
    this.#recordOwn(this.#takeFrames());
  }

  /** What the kernel has sent, each with why, as its sockets were known before. */
  #takeCaused(cause: Cause): readonly CausedFrame[] {
    const frames = this.#takeFrames();
    if (frames.length === 0) return NO_FRAMES;
    return frames.map((bytes) => ({ bytes, cause: this.#causeAfter(cause, bytes) }));
  }

  #tell(caused: readonly CausedFrame[]): void {
    for (const { bytes, cause } of caused) this.#port.sent(this.facts.name, bytes, cause);
  }

  #recordOwn(frames: readonly Buffer[]): void {
    const caused = frames.map((bytes) => ({ bytes, cause: this.#causeOfOwn(bytes) }));
    this.sockets.sample({ by: "itself" });
    // A timer that fires while the kernel is being asked shows in its answer, and only then is its frame there to read.
    const late = this.#takeFrames().map((bytes) => ({ bytes, cause: this.#causeOfOwn(bytes) }));
    if (late.length > 0) this.sockets.sample({ by: "itself" });
    this.#tell([...caused, ...late]);
  }

  /** Off the event loop, because the kernel takes tens of ms to close a TAP. */
  async close(): Promise<void> {
    this.#diag.close();
    const open = [...this.#descriptors];
    this.#descriptors.clear();
    await Promise.all([this.#tap.close(), ...open.map((fd) => closeAsync(fd))]);
    this.#namespace.close();
  }

  #causeOfOwn(frame: Uint8Array): Cause {
    const view = quickView(frame);
    if (view?.kind !== "tcp") return { by: "kernel" };
    return this.sockets.causeOfOwnSegment(segmentOf(view));
  }

  /** Of a frame that was there after `cause`: what nobody sees may have been done meanwhile. */
  #causeAfter(cause: Cause, frame: Uint8Array): Cause {
    if (cause.by !== "frame" || !this.sockets.actsUnseen) return cause;
    const view = quickView(frame);
    // No kernel answers a frame with a datagram of UDP.
    if (view?.kind === "udp") return { by: "kernel" };
    return view?.kind === "tcp" ? this.sockets.causeOfAnswer(segmentOf(view), cause) : cause;
  }

  /** Copies from Node's pool of small buffers: an allocation of its own for each frame is a third of reading it. */
  #takeFrames(): readonly Buffer[] {
    let length = this.#tap.read(this.#buffer);
    if (length === 0) return NO_FRAMES;
    const frames: Buffer[] = [];
    for (; length > 0; length = this.#tap.read(this.#buffer)) {
      frames.push(Buffer.from(this.#buffer.subarray(0, length)));
    }
    return frames;
  }
}

interface CausedFrame {
  readonly bytes: Buffer;
  readonly cause: Cause;
}

const NO_FRAMES: readonly never[] = [];

/** Whether a frame may be one that changes the state of a connection: whatever is not plainly data or acknowledgment. */
function canOpenOrClose(view: QuickView | null): boolean {
  if (view?.kind !== "tcp") return view?.kind !== "udp";
  const { flags } = view;
  return hasFlag(flags, TcpFlag.syn) || hasFlag(flags, TcpFlag.fin) || hasFlag(flags, TcpFlag.rst);
}

function segmentOf(view: QuickView): OwnSegment {
  const local = { address: view.src, port: view.srcPort };
  const remote = { address: view.dst, port: view.dstPort };
  return { local, remote, purpose: purposeOf(view) };
}

function purposeOf({ flags, payloadLength }: QuickView): SegmentPurpose {
  if (hasFlag(flags, TcpFlag.rst)) return "rst";
  if (hasFlag(flags, TcpFlag.syn)) return hasFlag(flags, TcpFlag.ack) ? "syn-ack" : "syn";
  if (hasFlag(flags, TcpFlag.fin)) return "fin";
  return payloadLength > 0 ? "data" : "acknowledgment";
}
