import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { OpenLabResponse } from "@wirestage/protocol";
import { findChromium } from "../scripts/test/chromium.mjs";
import { report } from "./report.ts";
import { RunningServer } from "./running-server.ts";

const IN_FLIGHT = 300;
const SECONDS = 5;
/** With a round trip below 1 s no SYN is sent again, and slow start needs six of them to fill the wire. */
const LATENCY_MS = 450;

/** Animation frames that the browser gave the page in a second. */
function frameRate(page: Page): Promise<number> {
  return page.evaluate(
    (seconds) =>
      new Promise<number>((resolve) => {
        let count = 0;
        const begun = performance.now();
        const tick = () => {
          const passed = (performance.now() - begun) / 1000;
          if (passed >= seconds) resolve(count / passed);
          else {
            count += 1;
            requestAnimationFrame(tick);
          }
        };
        requestAnimationFrame(tick);
      }),
    SECONDS,
  );
}

/** As many dots, moved by nothing but an attribute each. */
async function bareRate(page: Page): Promise<number> {
  await page.setContent("<svg width='1000' height='600'></svg>");
  await page.evaluate((count) => {
    const svg = document.querySelector("svg");
    const dots = Array.from({ length: count }, () => {
      const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      dot.setAttribute("r", "4");
      svg?.append(dot);
      return dot;
    });
    const draw = (t: number) => {
      for (const [index, dot] of dots.entries()) {
        dot.setAttribute("transform", `translate(${(t / 5 + index * 7) % 1000} ${(index * 2) % 600})`);
      }
      requestAnimationFrame(draw);
    };
    requestAnimationFrame(draw);
  }, IN_FLIGHT);
  return frameRate(page);
}

/** Opens a lab in which one transfer fills the wire, and waits until it does. */
async function openFullWire(page: Page, server: RunningServer): Promise<void> {
  const origin = `http://127.0.0.1:${server.port}`;
  const body = JSON.stringify({ run: "tcp-echo", latencyMs: LATENCY_MS, paceMs: 0 });
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${origin}/api/labs`, { method: "POST", headers, body });
  const { id } = OpenLabResponse.parse(await answer.json());
  await page.goto(`${origin}/lab/${id}?lang=en`);
  await page.waitForFunction(
    (count) => document.querySelectorAll('[data-frame][aria-label*="in flight"]').length >= count,
    IN_FLIGHT,
    {
      timeout: 60_000,
    },
  );
}

/** The server wants every pair; the one that runs here is the bulk transfer. */
const programs = mkdtempSync(join(tmpdir(), "wirestage-bench-"));
cpSync("packages/programs", programs, { recursive: true, filter: (path) => !path.includes("node_modules") });
cpSync("bench/programs", programs, { recursive: true });
const server = await RunningServer.start(undefined, { WIRESTAGE_PROGRAMS_DIR: programs });
const executablePath = findChromium();
const browser = await chromium.launch({
  ...(executablePath !== undefined && { executablePath }),
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const bare = await bareRate(page);
  await openFullWire(page, server);
  report({
    name: `animation frames with ${IN_FLIGHT} frames in flight, over ${SECONDS} s`,
    value: await frameRate(page),
    unit: "fps",
    baseline: { name: `${IN_FLIGHT} bare dots`, value: bare },
    aim: { atLeast: 58 },
  });
} finally {
  await browser.close();
  await server.stop();
  rmSync(programs, { recursive: true });
}
