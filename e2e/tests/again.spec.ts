import { expect, type Page, test } from "@playwright/test";
import { LabPage } from "../lab-page.ts";

/** Takes the view to the first moment at which a frame of this kind is on its way, by stepping from the start. */
async function stepTo(page: Page, lab: LabPage, kind: string): Promise<void> {
  await page.keyboard.press("Home");
  for (let steps = 0; steps < 120 && (await lab.frame(kind).count()) === 0; steps += 1) {
    await page.keyboard.press("ArrowRight");
    await lab.drawn();
  }
  await expect(lab.frame(kind)).toHaveCount(1);
}

test("who would act in the past tries again from there in a new lab, and sees beside each other where they part", async ({
  page,
}) => {
  const before = await LabPage.start(page, "Start", "whole");
  await expect(before.terminal("client")).toContainText("reply: HELLO", { timeout: 20_000 });
  const original = before.id;
  await stepTo(page, before, "data");
  await page.keyboard.press("h");
  await before.status.getByRole("button", { name: "Try again from here" }).click();
  await page.waitForURL((url) => url.pathname.startsWith("/lab/") && !url.pathname.endsWith(original));
  const again = new LabPage(page);
  await expect(page.getByText(/^This is event \d+, as you chose/)).toBeVisible({ timeout: 20_000 });
  await expect(again.frame("data .*held")).toHaveCount(1);
  await expect(again.terminal("client")).not.toContainText("reply: HELLO");

  await again.frame("data").focus();
  await page.keyboard.press("d");
  await page.getByRole("button", { name: "Go on", exact: true }).click();
  // The kernel sends it once more, and the run goes on to its end.
  await expect(again.terminal("client")).toContainText("reply: HELLO", { timeout: 20_000 });
  await page.getByRole("link", { name: "Side by side" }).click();
  await expect(page.getByText(/Here they part:.*delivered on the left, lost on the right/)).toBeVisible();
  await expect(page.getByRole("region", { name: "Stage" })).toHaveCount(2);
});
