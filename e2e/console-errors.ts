import type { Page } from "@playwright/test";

/** Fills with what the page complains of from now on: errors and warnings on the console, uncaught exceptions. */
export function consoleErrors(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  return complaints;
}
