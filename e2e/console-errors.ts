import type { Page } from "@playwright/test";

/** What xterm.js says where the machine let it wait: true of the machine, and nothing that the page did. */
const LATE = /^task queue exceeded allotted deadline by /;

/** Fills with what the page complains of from now on: errors and warnings on the console, uncaught exceptions. */
export function consoleErrors(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !LATE.test(message.text()))
      complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  return complaints;
}
