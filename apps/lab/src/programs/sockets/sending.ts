import { ERRNO, type SyscallResult } from "@wirestage/linux";
import type { CallRequest } from "../call-desk.ts";
import { isReset } from "./closing.ts";
import { patience, type Timeout } from "./patience.ts";

/** send(2) or sendto(2) of these bytes. */
type Put = (data: Uint8Array) => SyscallResult<number>;
type SendRequest = Omit<CallRequest<number>, "socket" | "name" | "arguments" | "show">;

/**
 * One send: on a stream that blocks it waits until all is taken (tcp_sendmsg_locked in net/ipv4/tcp.c), and an error
 * after a part is left to the next call.
 * @param fd that `put` sends on
 */
export function sendRequest(
  fd: number,
  put: Put,
  data: Uint8Array,
  blocks: boolean,
  timeout: Timeout,
): SendRequest {
  if (!blocks) return { ...patience(timeout), attempt: () => put(data) };
  const { attempt, progress } = sendingAll(put, data);
  return {
    attempt: () => {
      // To send once more would take the error from the next call.
      if (progress() > 0 && isReset(fd)) return { ok: true, value: progress() };
      const answer = attempt();
      const isPart = !answer.ok && answer.errno !== ERRNO.EAGAIN && progress() > 0;
      return isPart ? { ok: true, value: progress() } : answer;
    },
    progress,
  };
}

/** As many sends as it takes; an error says nothing of how much was taken before. */
export function sendallRequest(put: Put, data: Uint8Array, timeout: Timeout): SendRequest {
  return { ...sendingAll(put, data), ...patience(timeout) };
}

/** Hands over the rest at each attempt; what is empty is handed over once. */
function sendingAll(put: Put, data: Uint8Array): { attempt(): SyscallResult<number>; progress(): number } {
  let sent = 0;
  const attempt = (): SyscallResult<number> => {
    do {
      const answer = put(data.subarray(sent));
      if (!answer.ok) return answer;
      sent += answer.value;
    } while (sent < data.length);
    return { ok: true, value: sent };
  };
  return { attempt, progress: () => sent };
}
