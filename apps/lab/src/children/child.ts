import { close, type Reactor, SyscallError, socketPair, type ZombieEnd } from "@wirestage/linux";
import type { Host } from "../hosts/host.ts";
import { ChildProcess } from "./child-process.ts";
import { ChildTerminal } from "./child-terminal.ts";
import { type ChannelListener, TracerChannel } from "./tracer-channel.ts";

export interface ChildListener extends ChannelListener {
  /** What shows on its terminal. */
  output(text: string): void;
  /** The program has ended, and its kernel has closed what it had open. */
  gone(end: ZombieEnd): void;
}

/** A process, its terminal, and the stream on which its tracer speaks. */
export interface Child {
  readonly process: ChildProcess;
  readonly terminal: ChildTerminal;
  readonly channel: TracerChannel;
}

/** @throws SyscallError where it cannot be started; nothing is left then */
export function startChild(
  how: { readonly command: readonly string[]; readonly environment: readonly string[] },
  host: Host,
  reactor: Reactor,
  listener: ChildListener,
): Child {
  const pair = socketPair();
  if (!pair.ok) throw new SyscallError("socketpair", pair.errno, "making a channel to a program");
  const { own, theirs } = pair.value;
  let terminal: ChildTerminal | null = null;
  try {
    const made = new ChildTerminal(reactor, listener.output);
    terminal = made;
    const request = { ...how, terminal: made.path, channel: theirs };
    const process = new ChildProcess(request, host, reactor, {
      gone: listener.gone,
      reaped: () => made.close(),
    });
    made.watch();
    return { process, terminal: made, channel: new TracerChannel(own, reactor, listener) };
  } catch (error) {
    terminal?.close();
    close(own);
    throw error;
  } finally {
    close(theirs);
  }
}
