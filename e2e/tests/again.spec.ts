import { expect, test } from "@playwright/test";
import { openLab, readTrace } from "../api.ts";
import { LabPage } from "../lab-page.ts";

test("who would act in the past tries again from there in a new lab, and sees beside each other where they part", async ({
  page,
  request,
}) => {
  const input = ["hello", "exit"];
  const { id } = await openLab(request, { run: "tcp-echo", input, latencyMs: 40, paceMs: 50 });
  const read = async () => await readTrace(request, id);
  await expect.poll(async () => (await read()).some(({ kind }) => kind === "program.ended")).toBe(true);
  const line = (await read()).find(({ kind }) => kind === "program.input");
  const data = (await read()).find(({ kind, seq }) => kind === "frame.sent" && seq > (line?.seq ?? 0));

  await page.goto(`/lab/${id}?lang=en&event=${data?.seq}`);
  const before = new LabPage(page);
  await expect(before.frame("data")).toHaveCount(1);
  await page.keyboard.press("h");
  await before.status.getByRole("button", { name: "Try again from here" }).click();
  await page.waitForURL((url) => url.pathname.startsWith("/lab/") && !url.pathname.endsWith(id));
  const again = new LabPage(page);
  await expect(page.getByText(/^The lab has come to what was event \d+ of the run before/)).toBeVisible({
    timeout: 20_000,
  });
  await expect(again.frame("data .*held")).toHaveCount(1);
  await expect(again.terminal("client")).not.toContainText("reply: HELLO");

  await again.frame("data").focus();
  await page.keyboard.press("d");
  await page.getByRole("button", { name: "Go on", exact: true }).click();
  // The kernel sends it once more, and the run goes on.
  await expect(again.terminal("client")).toContainText("reply: HELLO", { timeout: 20_000 });
  await page.getByRole("link", { name: "Side by side" }).click();
  await expect(page.getByText(/Here they part:.*delivered on the left, lost on the right/)).toBeVisible();
  await expect(page.getByRole("region", { name: "Stage" })).toHaveCount(2);
});
