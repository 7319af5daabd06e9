import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, devices } from "@playwright/test";
import { freePort } from "../scripts/free-port.mjs";
import { findChromium } from "../scripts/test/chromium.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

// Playwright reads this file once more in each worker; the first reading decides for all.
process.env["WIRESTAGE_E2E_PORT"] ??= String(await freePort());
// Nothing of a test belongs among the recordings of whoever runs it.
process.env["WIRESTAGE_E2E_RECORDINGS"] ??= mkdtempSync(join(tmpdir(), "wirestage-e2e-recordings-"));
const origin = `http://127.0.0.1:${process.env["WIRESTAGE_E2E_PORT"]}`;
const chromium = findChromium();

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  // Most of a test's time is a program's pace, in which another can run; they share one server, each in labs of its own.
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env["CI"] !== undefined,
  reporter: [
    ["list"],
    ["json", { outputFile: process.env["WIRESTAGE_E2E_REPORT"] ?? "test-results/report.json" }],
  ],
  use: {
    ...devices["Desktop Chrome"],
    baseURL: origin,
    screenshot: "only-on-failure",
    // Costs a third of the time; `playwright test --trace on` has it where one wants to see more than the screenshot.
    trace: "off",
    launchOptions: {
      ...(chromium !== undefined && { executablePath: chromium }),
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
  },
  webServer: {
    command: "node scripts/start.mjs",
    cwd: root,
    url: `${origin}/api/health`,
    env: {
      PORT: new URL(origin).port,
      HOST: "127.0.0.1",
      WIRESTAGE_LOG_LEVEL: "warn",
      WIRESTAGE_LABS_PER_MINUTE: "100000",
      WIRESTAGE_MAX_LABS: "1000",
      WIRESTAGE_REQUESTS_PER_MINUTE: "1000000",
      WIRESTAGE_RECORDINGS_DIRECTORY: process.env["WIRESTAGE_E2E_RECORDINGS"],
    },
    stdout: "pipe",
    stderr: "pipe",
    timeout: 120_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 5_000 },
  },
});
