import { errnoText } from "@wirestage/linux";
import type { SocketError } from "@wirestage/programs";

/** A failed call as its program sees it: `ECONNREFUSED: Connection refused`. */
export class CallError extends Error implements SocketError {
  override readonly name = "SocketError";
  readonly code: string;
  readonly errno: number;

  /** @param errno 0 where the answer is not the kernel's, as for code `timeout` */
  constructor(errno: number, code: string, text = errno === 0 ? "timed out" : errnoText(errno)) {
    super(`${code}: ${text}`);
    this.errno = errno;
    this.code = code;
  }
}
