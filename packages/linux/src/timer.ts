/** One timerfd on CLOCK_MONOTONIC (timerfd_create(2)), set to absolute times with nanosecond resolution. */
import { close } from "./descriptor.ts";
import { orThrow } from "./errno.ts";
import * as libc from "./libc.ts";

const CLOCK_MONOTONIC = 1;
const TFD_NONBLOCK = 0o4000;
const TFD_CLOEXEC = 0o2000000;
const TFD_TIMER_ABSTIME = 1;
const SECOND = 1_000_000_000n;

export class Timer {
  readonly fd: number;
  /** `struct itimerspec`: interval, then value; each seconds and nanoseconds of 8 octets. */
  readonly #setting = new Uint8Array(new ArrayBuffer(32));
  readonly #settingView = new DataView(this.#setting.buffer);
  readonly #expirations = new Uint8Array(new ArrayBuffer(8));

  constructor() {
    const fd = libc.timerfdCreate(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    this.fd = orThrow(fd, "timerfd_create", "making a timer");
  }

  /** Readable from `at` on, in nanoseconds; at once for a time that is past; null for never. */
  set(at: bigint | null): void {
    const value = at === null ? 0n : at > 0n ? at : 1n;
    this.#settingView.setBigInt64(16, value / SECOND, true);
    this.#settingView.setBigInt64(24, value % SECOND, true);
    orThrow(
      libc.timerfdSettime(this.fd, TFD_TIMER_ABSTIME, this.#setting, null),
      "timerfd_settime",
      "setting a timer",
    );
  }

  /** No longer readable until it expires again. Harmless if it was set anew since it expired. */
  acknowledge(): void {
    libc.read(this.fd, this.#expirations, 8);
  }

  close(): void {
    close(this.fd);
  }
}
