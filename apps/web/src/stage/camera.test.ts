import { NS_PER_MS, NS_PER_S, traceTime } from "@wirestage/trace";
import { tcpEchoRun } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { Camera, HEAD_HEIGHT, OVERSCAN, zoomFor } from "./camera.ts";
import { ladderIndex } from "./ladder-index.ts";

function cameraAt(nowY: number): Camera {
  const camera = new Camera();
  camera.resize(1000);
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
    const scaleAt = (nsPerPixel: number) => ladderIndex(log).scale(t, nsPerPixel);
    const before = scaleAt(4 * NS_PER_MS);
    const camera = cameraAt(before.y(t));
    camera.scrollBy(-400);
    const pointed = before.t(camera.top + 300);
    camera.zoom(2 * NS_PER_MS, 300, before, scaleAt, t);
    expect(scaleAt(2 * NS_PER_MS).y(pointed) - camera.top).toBeCloseTo(300, 3);
  });

  it("fit shows everything from the first event to the present", () => {
    const { log } = tcpEchoRun({ latencyMs: 400, input: ["a", "b", "c", "d"] }).run();
    const t = traceTime(12 * NS_PER_S);
    const camera = cameraAt(9000);
    camera.fit((nsPerPixel) => ladderIndex(log).scale(t, nsPerPixel), t);
    const nowY = ladderIndex(log)
      .scale(t, camera.view.nsPerPixel ?? 0)
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
