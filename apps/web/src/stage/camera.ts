import { type HostState, NS_PER_S, type TraceTime } from "@wirestage/trace";
import { stepOf } from "./ticks.ts";
import type { TimeScale } from "./time-scale.ts";

/** Room over the first event, for the hosts' names. Pixels. */
export const HEAD_HEIGHT = 58;
/** Where the present stands in the window while it is followed, given room for what stands under it. */
const PRESENT_AT = 0.72;
/** What is left of the ladder over the present even in a very low window. Pixels. */
const LEAST_PAST = 40;
/** How far from the window's edges something comes into view. Pixels. */
const REVEAL_MARGIN = 24;
/** How much of its height is drawn beyond either edge of the window, so that it can scroll without drawing anew. */
export const OVERSCAN = 0.35;
/** Height that a frame's flight takes at the zoom chosen for it. */
const FLIGHT_HEIGHT = 110;
/** What a frame needs between two kernels when the wire adds no delay; only the zoom depends on it. */
const UNDELAYED_NS = 300_000;

const MIN_NS_PER_PIXEL = 50;
const MAX_NS_PER_PIXEL = 10 * NS_PER_S;

/** The zoom at which the longest delay of the wire shows as a clear slope; in 1-2-5 steps, so that it rarely changes. */
export function zoomFor(hosts: ReadonlyMap<string, HostState>): number {
  const delay = Math.max(0, ...[...hosts.values()].map((host) => host.delay));
  return stepOf(Math.max(delay, UNDELAYED_NS) / FLIGHT_HEIGHT / 1.6);
}

/** A part of the ladder. Pixels from the first drawn event. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface CameraView {
  /** Upper edge of what is drawn, for a window that may scroll a little without drawing anew. */
  readonly drawnTop: number;
  readonly following: boolean;
  /** Null: as `zoomFor` says. */
  readonly nsPerPixel: number | null;
}

/**
 * Where the stage looks: it follows the present until someone scrolls back. Lives outside of React; `view` is replaced
 * whenever something must be drawn anew. Heights in pixels from the first drawn event.
 */
export class Camera {
  view: CameraView = { drawnTop: 0, following: true, nsPerPixel: null };
  top = -HEAD_HEIGHT;
  #height = 600;
  #below = 0;
  #nowY = 0;
  #grabs = 0;
  readonly #listeners = new Set<() => void>();
  readonly #scrollListeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Has `listener` called whenever the window scrolled, but not when it went along with the present. */
  onScroll(listener: () => void): () => void {
    this.#scrollListeners.add(listener);
    return () => this.#scrollListeners.delete(listener);
  }

  #change(change: Partial<CameraView>): void {
    this.view = { ...this.view, ...change };
    for (const listener of this.#listeners) listener();
  }

  /**
   * @param below room that is needed under the present
   * @param keep stays in view if any of it was
   */
  resize(height: number, below: number, keep: Stretch | null): void {
    const wasSeen = keep !== null && this.#sees(keep);
    this.#height = height;
    this.#below = below;
    if (this.view.following) this.present(this.#nowY);
    else this.#moveTo(Math.min(this.top, this.#followingTop()));
    if (wasSeen) this.reveal(keep);
  }

  #sees({ from, to }: Stretch): boolean {
    return to > this.top + HEAD_HEIGHT && from < this.top + this.#height;
  }

  /** A finger is on the ladder: it comes into nobody's way until `letGo`. */
  grab(): void {
    this.#grabs += 1;
  }

  letGo(): void {
    this.#grabs = Math.max(0, this.#grabs - 1);
  }

  /** Tells where the present is; moves with it while following. */
  present(nowY: number): void {
    this.#nowY = nowY;
    if (this.view.following) this.#moveTo(this.#followingTop());
  }

  /** How far under the window's upper edge the present stands. */
  #presentAt(): number {
    const usual = PRESENT_AT * this.#height;
    return Math.min(usual, Math.max(HEAD_HEIGHT + LEAST_PAST, this.#height - this.#below));
  }

  #followingTop(): number {
    return Math.max(-HEAD_HEIGHT, this.#nowY - this.#presentAt());
  }

  #moveTo(top: number): void {
    this.top = top;
    const drawnTop = this.#drawnTop();
    if (drawnTop !== this.view.drawnTop) this.#change({ drawnTop });
  }

  /** Depends on nothing but where the window is, so that the same place has the same drawing whatever led there. */
  #drawnTop(): number {
    const step = Math.max(1, Math.round(OVERSCAN * this.#height));
    return Math.round(this.top / step) * step;
  }

  /** @returns whether there was anything left to scroll to */
  scrollBy(pixels: number): boolean {
    const lowest = this.#followingTop();
    const top = Math.min(lowest, Math.max(-HEAD_HEIGHT, this.top + pixels));
    if (top === this.top) return false;
    const following = top >= lowest;
    if (following !== this.view.following) this.#change({ following });
    this.#moveTo(top);
    for (const listener of this.#scrollListeners) listener();
    return true;
  }

  follow(): void {
    if (!this.view.following) this.#change({ following: true });
    this.#moveTo(this.#followingTop());
  }

  /** Scrolls just so far that all of it is well in the window, or its upper end where it is higher than the window. */
  reveal({ from, to }: Stretch): void {
    if (this.#grabs > 0) return;
    const lowest = from - HEAD_HEIGHT - REVEAL_MARGIN;
    const highest = Math.min(lowest, to + REVEAL_MARGIN - this.#height);
    this.scrollBy(Math.min(lowest, Math.max(highest, this.top)) - this.top);
  }

  /**
   * Changes the zoom so that the time at `anchor` pixels from the window's upper edge stays there, or the present
   * stays in place while it is followed.
   */
  zoom(
    nsPerPixel: number,
    anchor: number,
    before: TimeScale,
    scaleAt: (nsPerPixel: number) => TimeScale,
    t: TraceTime,
  ): void {
    const next = Math.min(MAX_NS_PER_PIXEL, Math.max(MIN_NS_PER_PIXEL, nsPerPixel));
    const held = before.t(this.top + anchor);
    const after = scaleAt(next);
    this.#nowY = after.y(t);
    const free = Math.min(this.#followingTop(), Math.max(-HEAD_HEIGHT, after.y(held) - anchor));
    this.top = this.view.following ? this.#followingTop() : free;
    this.#change({ nsPerPixel: next, drawnTop: this.#drawnTop() });
  }

  /** Back to the zoom that the wire's delay suggests. */
  zoomByItself(): void {
    this.#change({ nsPerPixel: null, following: true });
  }

  /** Chooses the closest zoom at which everything up to the present is in the window. */
  fit(scaleAt: (nsPerPixel: number) => TimeScale, t: TraceTime): void {
    const room = this.#presentAt() - HEAD_HEIGHT - 10;
    let nsPerPixel = MIN_NS_PER_PIXEL;
    while (nsPerPixel < MAX_NS_PER_PIXEL && scaleAt(nsPerPixel).y(t) > room) nsPerPixel *= 1.25;
    this.#nowY = scaleAt(nsPerPixel).y(t);
    this.top = this.#followingTop();
    this.#change({ nsPerPixel, following: true, drawnTop: this.#drawnTop() });
  }
}
