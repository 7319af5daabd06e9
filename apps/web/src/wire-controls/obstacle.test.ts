import { describe, expect, it } from "vitest";
import type { LinkState } from "../session/session.ts";
import { obstacleOf } from "./obstacle.ts";

const OPEN: LinkState = { status: "open", mayCommand: true, watchers: 1 };
const LIVE = { mode: "live" } as const;

describe("obstacleOf", () => {
  it("finds none while live with the token", () => {
    expect(obstacleOf(OPEN, LIVE)).toBeNull();
  });

  it("says that the past cannot be changed, paused or playing", () => {
    expect(obstacleOf(OPEN, { mode: "paused" })).toBe("past");
    expect(obstacleOf(OPEN, { mode: "playing", speed: 0.1 })).toBe("past");
  });

  it("says that one only watches before it says anything of the past", () => {
    expect(obstacleOf({ ...OPEN, mayCommand: false }, { mode: "paused" })).toBe("watching");
  });

  it("says how the connection stands where there is none", () => {
    expect(obstacleOf({ status: "connecting" }, LIVE)).toBe("connecting");
    expect(obstacleOf({ status: "lost", retryInMs: 500 }, LIVE)).toBe("lost");
    const error = { code: "lab_idle", message: "", facts: {} } as const;
    expect(obstacleOf({ status: "ended", error }, LIVE)).toBe("ended");
  });
});
