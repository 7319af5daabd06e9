import { NS_PER_MS, NS_PER_S, traceTime } from "@wirestage/trace";
import { tcpEchoRun } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { Camera, HEAD_HEIGHT, OVERSCAN, zoomFor } from "./camera.ts";
import { ladderIndex } from "./ladder-index.ts";

function cameraAt(nowY: number): Camera {
  const camera = new Camera();
  camera.resize(1000, 0, null);
  camera.present(nowY);
  return camera;
}

describe("Camera", () => {
  it("while all fits, it stands at the first event; then it follows the present three quarters down", () => {
    const camera = cameraAt(100);
    expect(camera.top).toBe(-HEAD_HEIGHT);
    camera.present(2000);
    expect(camera.top).toBe(2000 - 720);
  });

  it("scrolled back, it stays while time goes on, until it is told to follow", () => {
    const camera = cameraAt(3000);
    expect(camera.scrollBy(-500)).toBe(true);
    camera.present(4000);
    expect(camera.top).toBe(3000 - 720 - 500);
    expect(camera.view.following).toBe(false);
    camera.follow();
    expect(camera.top).toBe(4000 - 720);
  });

  it("scrolled down to the present, it follows again", () => {
    const camera = cameraAt(3000);
    camera.scrollBy(-500);
    camera.scrollBy(9000);
    expect(camera.view.following).toBe(true);
  });

  it("what is drawn covers the window, and depends on where it is and not on how it came there", () => {
    const slowly = cameraAt(0);
    for (let y = 0; y <= 5000; y += 7) slowly.present(y);
    slowly.present(5000);
    const atOnce = cameraAt(5000);
    expect(slowly.view.drawnTop).toBe(atOnce.view.drawnTop);
    expect(Math.abs(slowly.top - slowly.view.drawnTop)).toBeLessThanOrEqual((OVERSCAN * 1000) / 2);
  });

  it("at the upper end there is nothing to scroll to, so that the page may scroll instead", () => {
    expect(cameraAt(100).scrollBy(-50)).toBe(false);
  });

  it("zooming in, the time under the pointer stays under it", () => {
    const { log } = tcpEchoRun({ latencyMs: 400, input: ["a", "b", "c", "d"] }).run();
    const t = traceTime(12 * NS_PER_S);
    const scaleAt = (nsPerPixel: number) => ladderIndex(log).scale(t, nsPerPixel, false);
    const before = scaleAt(4 * NS_PER_MS);
    const camera = cameraAt(before.y(t));
    camera.scrollBy(-400);
    const pointed = before.t(camera.top + 300);
    camera.zoom(2 * NS_PER_MS, 300, before, scaleAt, t);
    expect(scaleAt(2 * NS_PER_MS).y(pointed) - camera.top).toBeCloseTo(300, 3);
  });

  it("in a low window the present stands higher, so that what stands under it has its room", () => {
    const camera = cameraAt(3000);
    camera.resize(260, 120, null);
    expect(3000 - camera.top).toBe(140);
    camera.resize(160, 120, null);
    expect(3000 - camera.top).toBe(HEAD_HEIGHT + 40);
  });

  it("made lower, the window still shows what was selected in it, and stays there", () => {
    const camera = cameraAt(3000);
    const selected = { from: 2420, to: 2530 };
    camera.resize(300, 60, selected);
    expect(camera.top + HEAD_HEIGHT).toBeLessThan(selected.from);
    expect(camera.top + 300).toBeGreaterThan(selected.to);
    camera.present(3500);
    expect(camera.top + HEAD_HEIGHT).toBeLessThan(selected.from);
  });

  it("made lower, the window follows on where what was selected had been out of view", () => {
    const camera = cameraAt(3000);
    camera.resize(300, 60, { from: 100, to: 210 });
    expect(camera.view.following).toBe(true);
  });

  it("what comes into view is moved to only as far as needed, and not at all while a finger is on the ladder", () => {
    const camera = cameraAt(5000);
    const before = camera.top;
    camera.grab();
    camera.reveal({ from: 1000, to: 1110 });
    expect(camera.top).toBe(before);
    camera.letGo();
    camera.reveal({ from: 4400, to: 4510 });
    expect(camera.top).toBe(before);
    camera.reveal({ from: 1000, to: 1110 });
    expect(camera.top).toBe(1000 - HEAD_HEIGHT - 24);
    camera.reveal({ from: 2000, to: 2110 });
    expect(camera.top).toBe(2110 + 24 - 1000);
  });

  it("tells of a scroll, so that it is drawn while time stands still", () => {
    const camera = cameraAt(3000);
    let told = 0;
    camera.onScroll(() => told++);
    camera.present(3100);
    expect(told).toBe(0);
    camera.scrollBy(-10);
    expect(told).toBe(1);
  });

  it("fit shows everything from the first event to the present", () => {
    const { log } = tcpEchoRun({ latencyMs: 400, input: ["a", "b", "c", "d"] }).run();
    const t = traceTime(12 * NS_PER_S);
    const camera = cameraAt(9000);
    camera.fit((nsPerPixel) => ladderIndex(log).scale(t, nsPerPixel, false), t);
    const nowY = ladderIndex(log)
      .scale(t, camera.view.nsPerPixel ?? 0, false)
      .y(t);
    expect(camera.top).toBe(-HEAD_HEIGHT);
    expect(nowY + HEAD_HEIGHT).toBeLessThan(1000);
  });
});

describe("zoomFor", () => {
  it.each([0, 0.05, 1, 5, 50, 400, 2000, 120_000])(
    "a delay of %d ms gives a slope that is seen",
    (delayMs) => {
      const { log } = tcpEchoRun({ latencyMs: delayMs }).run(10);
      const flight = Math.max(delayMs * NS_PER_MS, 300_000) / zoomFor(log.latest.hosts);
      expect(flight).toBeGreaterThanOrEqual(60);
      expect(flight).toBeLessThanOrEqual(180);
    },
  );
});
