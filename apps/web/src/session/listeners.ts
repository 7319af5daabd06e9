/** Those who want to be told that something changed. `subscribe` may be handed on without its owner. */
export class Listeners<A extends readonly unknown[] = []> {
  readonly #listeners = new Set<(...facts: A) => void>();

  readonly subscribe = (listener: (...facts: A) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  tell(...facts: A): void {
    for (const listener of [...this.#listeners]) listener(...facts);
  }
}
