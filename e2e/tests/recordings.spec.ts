import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { openLab } from "../api.ts";
import { consoleErrors } from "../console-errors.ts";

/** The key that this browser made for its recordings. */
async function ownerKey(page: Page): Promise<string> {
  await page.goto("/recordings?lang=en");
  await expect(page.getByText("Nothing is recorded yet")).toBeVisible();
  return page.evaluate(() => localStorage.getItem("wirestage.owner") ?? "");
}

/** A lab of this browser that has come to its end, and is recorded. */
async function recordedLab(page: Page): Promise<string> {
  const owner = await ownerKey(page);
  const { id, token } = await openLab(page.request, {
    run: "tcp-echo",
    input: ["hello", "exit"],
    paceMs: 0,
    owner,
  });
  const frames = async () => {
    const answer = await page.request.get(`/api/recordings/${id}`);
    return answer.ok() ? Number((await answer.json()).frames) : 0;
  };
  await expect.poll(frames).toBeGreaterThanOrEqual(9);
  const headers = { authorization: `Bearer ${token}` };
  expect((await page.request.delete(`/api/labs/${id}`, { headers })).status()).toBe(204);
  const file = async () => (await page.request.get(`/api/recordings/${id}/recording.pcapng`)).body();
  // Written anew, packets say what became of their frames.
  await expect.poll(async () => (await file()).includes("delivered to server")).toBe(true);
  return id;
}

test("recordings: a lab that is gone is listed, named, played, downloaded and deleted", async ({ page }) => {
  const errors = consoleErrors(page);
  const id = await recordedLab(page);
  await page.reload();
  const row = page.getByRole("listitem");
  await expect(row).toContainText("TCP echo");
  await expect(row).not.toContainText("recording now");

  await row.getByRole("button", { name: /^Give/ }).click();
  await page.keyboard.type("Hello and exit");
  await page.keyboard.press("Enter");
  await expect(row.getByRole("link", { name: "Open “Hello and exit”" })).toBeVisible();
  await expect(row.getByRole("button", { name: /^Give/ })).toBeFocused();

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    row.getByRole("link", { name: /^Download/ }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("Hello and exit.pcapng");
  expect((await readFile(await download.path())).includes("delivered to server")).toBe(true);

  await row.getByRole("link", { name: /^Open/ }).click();
  await page.waitForURL(`**/recording/${id}**`);
  await expect(page.getByRole("region", { name: "Stage" })).toBeVisible();
  await page.keyboard.press("End");
  await expect(page.getByRole("region", { name: "Program, Client" })).toContainText("ended, exit code 0");
  await expect(page.getByRole("banner")).toContainText("Hello and exit");

  await page.goBack();
  await row.getByRole("button", { name: /^Delete/ }).click();
  await expect(row.getByRole("button", { name: "Keep it" })).toBeFocused();
  await row.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByText("Nothing is recorded yet")).toBeVisible();
  expect((await page.request.get(`/api/recordings/${id}`)).status()).toBe(404);
  expect(errors).toEqual([]);
});

test("recordings: the list has no serious accessibility fault, in light and in dark", async ({ page }) => {
  await recordedLab(page);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto("/recordings?lang=zh");
    await page.getByRole("button", { name: /起名字/ }).click();
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(serious.map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => target) }))).toEqual([]);
  }
});
