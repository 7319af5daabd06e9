import type { Command } from "@wirestage/protocol";

type Resize = Extract<Command, { do: "program.resize" }>;

/**
 * The windows in which watchers see the terminals of a lab's programs. A terminal is as large as all that show it have
 * room for, in each direction: what a program draws is whole in every one.
 */
export class TerminalSizes<Watcher> {
  readonly #windows = new Map<number, Map<Watcher, Resize>>();

  /** @returns the size that the terminal is to have now that this watcher's window is as `window` says */
  show(watcher: Watcher, window: Resize): Resize {
    const windows = this.#windows.get(window.program) ?? new Map<Watcher, Resize>();
    this.#windows.set(window.program, windows.set(watcher, window));
    return smallest(window, windows.values());
  }

  /** There is no such terminal (any more). */
  forget(program: number): void {
    this.#windows.delete(program);
  }

  /** @returns the sizes of the terminals that the watcher saw and others see still */
  leave(watcher: Watcher): Resize[] {
    return [...this.#windows].flatMap(([program, windows]) => {
      if (!windows.delete(watcher)) return [];
      const [first] = windows.values();
      if (!first) this.#windows.delete(program);
      return first ? [smallest(first, windows.values())] : [];
    });
  }
}

function smallest(first: Resize, windows: Iterable<Resize>): Resize {
  const all = [...windows];
  return {
    ...first,
    columns: Math.min(...all.map(({ columns }) => columns)),
    rows: Math.min(...all.map(({ rows }) => rows)),
  };
}
