import { expect, type Page, test } from "@playwright/test";
import { LabPage } from "../lab-page.ts";

const NS_PER_S = 1_000_000_000;

/** A run that goes by itself, watched until its connection is closed. */
async function wholeRun(page: Page): Promise<LabPage> {
  const lab = await LabPage.start(page, "Start", "whole");
  await expect(lab.sockets("client").filter({ hasText: "TIME_WAIT" })).toHaveCount(1, { timeout: 20_000 });
  return lab;
}

/** The time at which the view is, in ns. */
async function timeOf(page: Page): Promise<number> {
  const text = await page.locator(".scrubber-bubble").textContent();
  return Math.round(Number((text ?? "").replace(/[^\d.]/g, "")) * NS_PER_S);
}

function timeRange(page: Page) {
  return page.getByRole("slider", { name: "Time in the trace" });
}

test("a range dragged on the ruler is played again and again, its ends move by key, and Escape ends it", async ({
  page,
}) => {
  const lab = await wholeRun(page);
  const ruler = await timeRange(page).boundingBox();
  if (!ruler) throw new Error("The timeline is not in view.");
  const y = ruler.y + 8;
  await page.mouse.move(ruler.x + ruler.width * 0.2, y);
  await page.mouse.down();
  await page.mouse.move(ruler.x + ruler.width * 0.26, y, { steps: 5 });
  await page.mouse.up();
  const beginning = page.getByRole("slider", { name: "Beginning of the loop" });
  const from = Number(await beginning.getAttribute("aria-valuenow"));
  const to = Number(
    await page.getByRole("slider", { name: "End of the loop" }).getAttribute("aria-valuenow"),
  );
  expect(to).toBeGreaterThan(from);
  // Going back without anybody's doing is what only a loop does.
  const times = await page.evaluate(async () => {
    const bubble = document.querySelector(".scrubber-bubble");
    const seen: number[] = [];
    const turns = () => seen.filter((time, index) => time < (seen[index - 1] ?? 0)).length;
    while (turns() < 2) {
      await new Promise(requestAnimationFrame);
      seen.push(Number((bubble?.textContent ?? "").replace(/[^\d.]/g, "")));
    }
    return seen;
  });
  expect(Math.min(...times) * NS_PER_S).toBeGreaterThanOrEqual(from - 1_000);
  expect(Math.max(...times) * NS_PER_S).toBeLessThanOrEqual(to);
  await beginning.press("ArrowLeft");
  expect(Number(await beginning.getAttribute("aria-valuenow"))).toBeLessThan(from);
  await page.keyboard.press("Escape");
  await expect(beginning).toHaveCount(0);
  await expect(lab.status).toContainText("behind the kernel");
});

test("playing cuts idle time short", async ({ page }) => {
  const lab = await LabPage.start(page);
  await expect(lab.terminal("client")).toContainText("connected to");
  // Nothing happens until somebody types, and the timeline folds that.
  await expect(page.locator(".idle-gap")).toHaveText(/⋯ [6-9]\ss/);
  await lab.type("hello");
  await expect(lab.terminal("client")).toContainText("reply: HELLO");
  await expect(page.getByRole("button", { name: "Skip idle time" })).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Home");
  await page.keyboard.press("Space");
  const began = await page.evaluate(() => performance.now());
  await expect(lab.terminal("client")).toContainText("reply: HELLO", { timeout: 30_000 });
  const tookNs = ((await page.evaluate(() => performance.now())) - began) * 1e6;
  expect(tookNs).toBeLessThan((await timeOf(page)) - 3 * NS_PER_S);
});

test("the address tells time and selection at rest, and leads there", async ({ page, context }) => {
  const lab = await wholeRun(page);
  await timeRange(page).fill(String(2.2 * NS_PER_S));
  await lab.frame("SYN Seq=0").first().click();
  for (let count = 0; count < 3; count++) await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(/[?&](t|event)=\d+.*&frame=1\b/);
  const time = await timeOf(page);
  const states = await lab.seenStates();

  const other = new LabPage(await context.newPage());
  await other.page.goto(page.url());
  await expect.poll(() => timeOf(other.page)).toBe(time);
  await expect(other.frame("SYN Seq=0").first()).toHaveAttribute("aria-pressed", "true");
  await expect(other.frame("SYN Seq=0").first()).toBeInViewport();
  expect(await other.seenStates()).toEqual(states);
  await expect(other.page.getByRole("button", { name: /^Back to live \(\d+ new events\)$/ })).toBeVisible();
});
