import {
  ERRNO,
  hasEnded,
  MSG_DONTWAIT,
  MSG_OOB,
  MSG_PEEK,
  MSG_WAITALL,
  recvfrom,
  type SyscallResult,
} from "@wirestage/linux";
import type { Address } from "@wirestage/programs";
import type { CallRequest } from "../call-desk.ts";
import { programAddress } from "./addresses.ts";
import { isReset } from "./closing.ts";
import { patience, type Timeout } from "./patience.ts";

export interface Received {
  readonly data: Uint8Array;
  /** Null where the kernel names none: on a stream, and from an AF_UNIX socket without a path. */
  readonly peer: Address | null;
}

type Attempts = Pick<CallRequest<Received>, "attempt" | "progress">;
type ReceiveRequest = Omit<CallRequest<Received>, "socket" | "name" | "arguments" | "show">;

const WAITS = { ok: false, errno: ERRNO.EAGAIN, code: "EAGAIN" } as const;

/** @param flags of recv(2), as one number */
export function receiveRequest(fd: number, size: number, flags: number, timeout: Timeout): ReceiveRequest {
  // The urgent byte is not waited for, O_NONBLOCK or not (tcp_recv_urg in net/ipv4/tcp.c).
  const waits = (flags & (MSG_DONTWAIT | MSG_OOB)) === 0;
  const blocks = waits && timeout === null;
  const attempts = (blocks && (flags & MSG_WAITALL) !== 0 ? forAll(flags) : receivingOnce)(fd, size, flags);
  // With a timeout it is Python that waits, and MSG_DONTWAIT is only for the kernel.
  const isPatient = waits || ((flags & MSG_OOB) === 0 && timeout !== null);
  return { ...attempts, ...patience(isPatient ? timeout : 0) };
}

/** A descriptor that does not block answers MSG_WAITALL with what there is. */
function forAll(flags: number): typeof receivingAll {
  return (flags & MSG_PEEK) === 0 ? receivingAll : lookingAtAll;
}

/** With MSG_TRUNC a datagram is answered in its full length, with zeros in the place of what did not fit. */
function receivingOnce(fd: number, size: number, flags: number): Attempts {
  const buffer = new Uint8Array(new ArrayBuffer(size));
  const attempt = (): SyscallResult<Received> => {
    const answer = recvfrom(fd, buffer, flags);
    if (!answer.ok) return answer;
    const { length, address } = answer.value;
    return {
      ok: true,
      value: { data: ofLength(buffer, length), peer: address === null ? null : programAddress(address) },
    };
  };
  return { attempt };
}

/**
 * Reads on until there are `size` bytes of a stream or it has ended, as a descriptor that blocks does by MSG_WAITALL. An
 * error after a part is left to the next call (tcp_recvmsg_locked in net/ipv4/tcp.c).
 */
function receivingAll(fd: number, size: number, flags: number): Attempts {
  const buffer = new Uint8Array(new ArrayBuffer(size));
  let received = 0;
  const attempt = (): SyscallResult<Received> => {
    while (received < size && !(received > 0 && isReset(fd))) {
      const answer = recvfrom(fd, buffer.subarray(received), flags);
      if (!answer.ok) return answer;
      if (answer.value.length === 0) break;
      received += answer.value.length;
    }
    return { ok: true, value: { data: buffer.subarray(0, received), peer: null } };
  };
  return { attempt, progress: () => received };
}

/** What is looked at stays: each attempt sees it again from its beginning, until it is all or no more can come. */
function lookingAtAll(fd: number, size: number, flags: number): Attempts {
  const { attempt: look } = receivingOnce(fd, size, flags);
  let seen = 0;
  const attempt = () => {
    // Asked before: what comes together with the end must not be taken for all there is.
    const isWhole = hasEnded(fd);
    const answer = look();
    seen = answer.ok ? answer.value.data.length : seen;
    return answer.ok && seen < size && !isWhole ? WAITS : answer;
  };
  return { attempt, progress: () => seen };
}

function ofLength(buffer: Uint8Array, length: number): Uint8Array {
  if (length <= buffer.length) return buffer.subarray(0, length);
  const longer = new Uint8Array(length);
  longer.set(buffer);
  return longer;
}
