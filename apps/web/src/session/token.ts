import { z } from "zod";

const KEY = "wirestage.tokens";
/** Older labs are gone by then. */
const KEPT = 32;
const Tokens = z.array(z.object({ lab: z.string(), token: z.string() }));
type Tokens = z.infer<typeof Tokens>;

/** Where tokens are kept: `getItem` and `setItem` of `Storage`, which may throw where a browser forbids them. */
export type TokenStorage = Pick<Storage, "getItem" | "setItem">;

function read(storage: TokenStorage): Tokens {
  try {
    return Tokens.safeParse(JSON.parse(storage.getItem(KEY) ?? "[]")).data ?? [];
  } catch {
    return [];
  }
}

function write(storage: TokenStorage, tokens: Tokens): void {
  try {
    storage.setItem(KEY, JSON.stringify(tokens.slice(0, KEPT)));
  } catch {
    // A browser without storage can still use this lab until the page is left.
  }
}

/** Tokens by lab, newest first, in every storage given: the tab's own and the one that all tabs share. */
export class TokenStore {
  #memory: Tokens = [];
  readonly #storages: readonly TokenStorage[];

  constructor(storages: readonly TokenStorage[]) {
    this.#storages = storages;
  }

  find(lab: string): string | null {
    const all = [...this.#memory, ...this.#storages.flatMap(read)];
    return all.find((entry) => entry.lab === lab)?.token ?? null;
  }

  keep(lab: string, token: string): void {
    this.#change((tokens) => [{ lab, token }, ...tokens.filter((entry) => entry.lab !== lab)]);
  }

  forget(lab: string): void {
    this.#change((tokens) => tokens.filter((entry) => entry.lab !== lab));
  }

  #change(change: (tokens: Tokens) => Tokens): void {
    this.#memory = change(this.#memory);
    for (const storage of this.#storages) write(storage, change(read(storage)));
  }
}

function browserStorages(): TokenStorage[] {
  try {
    return [sessionStorage, localStorage];
  } catch {
    return [];
  }
}

let browserTokens: TokenStore | null = null;

export function tokens(): TokenStore {
  browserTokens ??= new TokenStore(browserStorages());
  return browserTokens;
}
