/** A map that others may hold as it is: it is copied before its first change, and changed in place from then on. */
export class DraftMap<K, V> {
  #shared: ReadonlyMap<K, V>;
  #own: Map<K, V> | null = null;

  constructor(shared: ReadonlyMap<K, V>) {
    this.#shared = shared;
  }

  get(key: K): V | undefined {
    return this.#shared.get(key);
  }

  set(key: K, value: V): void {
    this.#mine().set(key, value);
  }

  delete(key: K): void {
    this.#mine().delete(key);
  }

  /** The map as it is now, which stays so: the next change is made to another copy. */
  share(): ReadonlyMap<K, V> {
    this.#own = null;
    return this.#shared;
  }

  #mine(): Map<K, V> {
    if (this.#own === null) {
      this.#own = new Map(this.#shared);
      this.#shared = this.#own;
    }
    return this.#own;
  }
}
