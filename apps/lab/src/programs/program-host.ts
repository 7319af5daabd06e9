import type { SyscallResult } from "@wirestage/linux";
import { ERRNO, unlink } from "@wirestage/linux";
import type { DigestName, Family, Host, Socket, SocketType } from "@wirestage/programs";
import type { CallRequest } from "./call-desk.ts";
import { compareDigest, hmacDigest, urandom } from "./digest-calls.ts";
import type { HostDirectory } from "./host-directory.ts";
import { AddressError } from "./sockets/addresses.ts";
import { shownNothing } from "./sockets/call-values.ts";

const MS_PER_S = 1000;

/** What a program of this process does on its host, done by the one who runs it. */
export interface HostPort {
  readonly directory: HostDirectory;
  socket(family: Family, type?: SocketType): Promise<Socket>;
  call<T>(request: CallRequest<T>): Promise<T>;
  /** Text from the line that runs now. */
  print(text: string): void;
  /** The next line from the terminal. */
  read(): Promise<string | null>;
}

/** What a program of this process is given as its host. */
export class HostInterface implements Host {
  readonly #port: HostPort;

  constructor(port: HostPort) {
    this.#port = port;
  }

  socket(family: Family, type?: SocketType): Promise<Socket> {
    return this.#port.socket(family, type);
  }

  print(text: string): void {
    this.#port.print(`${text}\n`);
  }

  async input(prompt: string): Promise<string | null> {
    this.#port.print(prompt);
    return this.#port.read();
  }

  encode(text: string): Uint8Array {
    return new TextEncoder().encode(text);
  }

  decode(data: Uint8Array): string {
    return new TextDecoder().decode(data);
  }

  upper(data: Uint8Array): Uint8Array {
    return data.map((byte) => (byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte));
  }

  fromhex(digits: string): Uint8Array {
    return Buffer.from(digits, "hex");
  }

  monotonic(): number {
    return performance.now() / MS_PER_S;
  }

  urandom(size: number): Promise<Uint8Array> {
    return this.#port.call(urandom(size));
  }

  hmac_digest(key: Uint8Array, message: Uint8Array, digest: DigestName): Promise<Uint8Array> {
    return this.#port.call(hmacDigest(key, message, digest));
  }

  compare_digest(a: Uint8Array, b: Uint8Array): Promise<boolean> {
    return this.#port.call(compareDigest(a, b));
  }

  async unlink(path: string): Promise<void> {
    const file = this.#port.directory.resolve(path);
    if (file === null) throw new AddressError(`"${path}" is not in the directory of this host.`);
    await this.#port.call({
      name: "unlink",
      arguments: [path],
      socket: null,
      attempt: () => unlinkIfThere(file),
      show: shownNothing,
    });
  }
}

function unlinkIfThere(path: string): SyscallResult<number> {
  const answer = unlink(path);
  return answer.ok || answer.errno !== ERRNO.ENOENT ? answer : { ok: true, value: 0 };
}
