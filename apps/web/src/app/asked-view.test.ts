import { NS_PER_MS, traceTime } from "@wirestage/trace";
import { tcpEchoRun } from "@wirestage/trace/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { Listeners } from "../session/listeners.ts";
import type { Selection } from "../session/session.ts";
import { LiveSessionBench } from "../session/testing/live-session-bench.ts";
import { keepViewInAddress } from "./asked-view.ts";

const story = tcpEchoRun().run(3_000).events;
const ms = (value: number) => traceTime(value * NS_PER_MS);

/** A page whose address, selection and timers are in the test's hand. */
class Page {
  readonly bench = new LiveSessionBench();
  search = "";
  written = 0;
  selected: Selection | null = null;
  readonly #changed = new Listeners();
  #timers: { ms: number; action: () => void }[] = [];

  open(search: string): void {
    this.search = search;
    keepViewInAddress(this.bench.session, {
      search: () => this.search,
      replaceSearch: (next) => {
        this.written += Number(next !== this.search);
        this.search = next;
      },
      selection: {
        get: () => this.selected,
        set: (selection) => this.select(selection),
        subscribe: this.#changed.subscribe,
      },
      after: (wait, action) => {
        const timer = { ms: wait, action };
        this.#timers.push(timer);
        return () => {
          this.#timers = this.#timers.filter((each) => each !== timer);
        };
      },
    });
  }

  select(selection: Selection | null): void {
    this.selected = selection;
    this.#changed.tell();
  }

  arrive(): void {
    this.bench.server.last.welcome(3_000);
    this.frame();
    this.bench.server.last.batch(story, 3_000);
    this.frame();
    this.frame();
  }

  frame(): void {
    this.bench.frames.frame(16);
  }

  /** Lets every timer of up to this many ms end. */
  ring(most: number): void {
    const due = this.#timers.filter((each) => each.ms <= most);
    this.#timers = this.#timers.filter((each) => each.ms > most);
    for (const { action } of due) action();
  }
}

let page: Page;
beforeEach(() => {
  page = new Page();
});

describe("an address with a moment and a selection", () => {
  it("leads there once the trace has come, and stays as it was", () => {
    page.open("?lang=zh&t=530000000&frame=1");
    page.arrive();
    const { session } = page.bench;
    expect(session.player.state.mode).toBe("paused");
    expect(session.playhead.t).toBe(ms(530));
    expect(page.selected).toEqual({ kind: "frame", frame: 1 });
    page.ring(300);
    expect(page.search).toBe("?lang=zh&t=530000000&frame=1");
  });

  it("leads to the moment right after an event among others of the same time", () => {
    page.open("?event=5");
    page.arrive();
    expect(page.bench.session.state().next).toBe(6);
  });

  it("is given up for what somebody did meanwhile", () => {
    page.open("?event=9000");
    page.arrive();
    page.bench.session.player.seek(ms(100));
    page.frame();
    page.frame();
    page.ring(300);
    expect(page.search).toBe("?t=100000000");
  });

  it("that does not exist leaves the page live, and is gone from the address", () => {
    page.open("?t=999000000000&frame=999");
    page.arrive();
    page.ring(5_000);
    page.frame();
    page.ring(300);
    expect(page.bench.session.player.state.mode).toBe("live");
    expect(page.selected).toBeNull();
    expect(page.search).toBe("");
  });
});

describe("the address of what is looked at", () => {
  beforeEach(() => {
    page.open("?lang=en");
    page.arrive();
  });

  it("tells the time and selection at rest, and the event where others share its time", () => {
    page.bench.session.player.seek(ms(530));
    page.select({ kind: "call", call: 2 });
    page.frame();
    page.ring(300);
    expect(page.search).toBe("?lang=en&t=530000000&call=2");
    page.bench.session.player.seekEvent(3);
    page.frame();
    page.ring(300);
    expect(page.search).toBe("?lang=en&event=3&call=2");
  });

  it("is not written while it plays, and has no moment while live", () => {
    page.bench.session.player.seek(ms(100));
    page.bench.session.player.setSpeed(0.1);
    page.bench.session.player.play();
    for (let count = 0; count < 30; count++) page.frame();
    page.ring(300);
    expect(page.written).toBe(0);
    page.bench.session.player.goLive();
    page.frame();
    page.ring(300);
    expect(page.search).toBe("?lang=en");
  });
});
