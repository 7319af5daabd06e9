import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 128 bits: who knows a lab's id may read it. */
export function newLabId(): string {
  return randomBytes(16).toString("base64url");
}

/** 192 bits: who knows a lab's token may command it. */
export function newToken(): string {
  return randomBytes(24).toString("base64url");
}

/** Remembers a token without keeping it. */
export class TokenCheck {
  readonly #digest: Buffer;

  constructor(token: string) {
    this.#digest = digest(token);
  }

  /** Takes the same time whatever `token` is. */
  accepts(token: string): boolean {
    return timingSafeEqual(this.#digest, digest(token));
  }
}

function digest(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
