import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { openLab } from "../api.ts";
import { consoleErrors } from "../console-errors.ts";
import { LabPage } from "../lab-page.ts";

/** A lab whose echo is over: frames 1 to 3 are the handshake, the last four the closing. */
async function finishedEcho(page: Page): Promise<LabPage> {
  const { id, token } = await openLab(page.request, {
    run: "tcp-echo",
    latencyMs: 5,

    input: ["hello", "exit"],
  });
  await page.addInitScript(
    ([lab, secret]) => sessionStorage.setItem("wirestage.tokens", JSON.stringify([{ lab, token: secret }])),
    [id, token],
  );
  await page.goto(`/lab/${id}?lang=en`);
  await page.getByRole("tab", { name: "Frame", exact: true }).click();
  const lab = new LabPage(page);
  await expect(frames(lab).getByRole("option", { name: /^11/ })).toBeAttached();
  return lab;
}

function frames(lab: LabPage) {
  return lab.inspector.getByRole("listbox", { name: "Frames so far" });
}

test("a filter written by completion shows the frames that pass it, with the numbers that they had", async ({
  page,
}) => {
  const complaints = consoleErrors(page);
  const lab = await finishedEcho(page);
  const field = lab.inspector.getByRole("combobox", { name: "Display filter" });
  await field.pressSequentially("fin");
  await expect(page.getByRole("option", { name: "tcp.flags.fin" })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include("search").analyze();
  expect(violations).toEqual([]);
  await field.press("Tab");
  await field.pressSequentially(" == ");
  await field.press("ArrowDown");
  await field.press("Enter");
  await expect(field).toHaveValue("tcp.flags.fin == 1");
  await expect(lab.inspector.getByText("2 of 11")).toBeVisible();
  await expect(frames(lab).getByRole("option")).toHaveText([/^8FIN/, /^10FIN/]);
  await lab.inspector.getByRole("button", { name: "from server" }).click();
  await expect(frames(lab).getByRole("option")).toHaveText([/^10FIN/]);
  await lab.inspector.getByRole("button", { name: "lost", exact: true }).click();
  await expect(lab.inspector.getByText("None of the 11 frames sent so far passes the filter.")).toBeVisible();
  await lab.inspector.getByRole("button", { name: "Show all" }).click();
  await expect(field).toHaveValue("");
  await expect(frames(lab).getByRole("option", { name: /^11/ })).toBeAttached();
  expect(complaints).toEqual([]);
});

test("a text that is no filter is said to be wrong, where and why, and leaves the list as it was", async ({
  page,
}) => {
  const lab = await finishedEcho(page);
  const field = lab.inspector.getByRole("combobox", { name: "Display filter" });
  await field.fill("tcp.seq == 1");
  await expect(field).toHaveAccessibleDescription(/Use tcp\.seq_raw\.$/);
  await expect(lab.inspector.locator("mark")).toHaveText("tcp.seq");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(frames(lab).getByRole("option", { name: /^11/ })).toBeAttached();
  await lab.inspector.getByRole("button", { name: "Clear the filter" }).click();
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription("");
});
