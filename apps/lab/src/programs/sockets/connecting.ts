import { connect, ERRNO, type SocketAddress, type SyscallResult } from "@wirestage/linux";
import type { CallRequest } from "../call-desk.ts";
import { shownNothing } from "./call-values.ts";
import { patience, type Timeout } from "./patience.ts";

/** connect(2), asked again while it waits: EALREADY until the connection is made or has failed. */
interface Connecting {
  attempt(): SyscallResult<number>;
  waits(errno: number): boolean;
}

/**
 * A socket with a timeout waits for a connection that this very call has begun; that another is under way, or that an
 * AF_UNIX listener's queue is full, it is told at once.
 */
function connecting(fd: number, remote: SocketAddress, timeout: Timeout): Connecting {
  let begun = false;
  const waits = (errno: number): boolean => {
    if (timeout === 0) return false;
    switch (errno) {
      case ERRNO.EINPROGRESS:
        return true;
      case ERRNO.EALREADY:
        return timeout === null || begun;
      case ERRNO.EAGAIN:
        return timeout === null;
      default:
        return false;
    }
  };
  const attempt = () => {
    const answer = connect(fd, remote);
    begun ||= !answer.ok && answer.errno === ERRNO.EINPROGRESS;
    return answer;
  };
  return { attempt, waits };
}

type ConnectRequest = Omit<CallRequest<number>, "socket" | "name" | "arguments">;

export function connectRequest(fd: number, remote: SocketAddress, timeout: Timeout): ConnectRequest {
  const { attempt, waits } = connecting(fd, remote, timeout);
  return { ...patience(timeout), attempt, waits, show: shownNothing };
}

/** Answers the errno in place of failing; when its time is over EAGAIN, as in Python. */
export function connectExRequest(fd: number, remote: SocketAddress, timeout: Timeout): ConnectRequest {
  const { attempt, waits } = connecting(fd, remote, timeout);
  return {
    ...patience(timeout, () => ({ ok: true, value: ERRNO.EAGAIN })),
    attempt: () => {
      const answer = attempt();
      return answer.ok || waits(answer.errno) ? answer : { ok: true, value: answer.errno };
    },
    waits,
    show: (errno) => errno,
  };
}
