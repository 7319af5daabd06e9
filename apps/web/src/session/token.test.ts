import { expect, it } from "vitest";
import { type TokenStorage, TokenStore } from "./token.ts";

class MemoryStorage implements TokenStorage {
  text: string | null = null;
  getItem(): string | null {
    return this.text;
  }
  setItem(_key: string, text: string): void {
    this.text = text;
  }
}

const forbidden: TokenStorage = {
  getItem: () => {
    throw new Error("SecurityError");
  },
  setItem: () => {
    throw new Error("QuotaExceededError");
  },
};

it("finds in a second tab what the first one kept", () => {
  const shared = new MemoryStorage();
  new TokenStore([new MemoryStorage(), shared]).keep("a", "secret");
  expect(new TokenStore([new MemoryStorage(), shared]).find("a")).toBe("secret");
  expect(new TokenStore([new MemoryStorage(), shared]).find("b")).toBeNull();
});

it("forgets in every place", () => {
  const [own, shared] = [new MemoryStorage(), new MemoryStorage()];
  const store = new TokenStore([own, shared]);
  store.keep("a", "secret");
  store.forget("a");
  expect(store.find("a")).toBeNull();
  expect(new TokenStore([own]).find("a")).toBeNull();
});

it("keeps the newest and lets old labs go", () => {
  const storage = new MemoryStorage();
  for (let lab = 0; lab < 100; lab += 1) new TokenStore([storage]).keep(`lab${lab}`, "secret");
  expect(new TokenStore([storage]).find("lab99")).toBe("secret");
  expect(new TokenStore([storage]).find("lab3")).toBeNull();
});

it("works within the page where the browser forbids storage, and survives nonsense in it", () => {
  const store = new TokenStore([forbidden]);
  store.keep("a", "secret");
  expect(store.find("a")).toBe("secret");
  const nonsense = new MemoryStorage();
  nonsense.text = '{"not": "ours"';
  expect(new TokenStore([nonsense]).find("a")).toBeNull();
});
