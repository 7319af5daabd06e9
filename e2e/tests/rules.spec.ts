import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { openLab, readTrace } from "../api.ts";
import { consoleErrors } from "../console-errors.ts";
import { LabPage } from "../lab-page.ts";
import { sidewaysScroll } from "../page-layout.ts";

async function openOwnLab(
  page: Page,
  request: Parameters<typeof openLab>[1],
  query = "lang=en",
): Promise<LabPage> {
  const { id, token } = await openLab(page.request, request);
  await page.addInitScript(
    ([lab, secret]) => sessionStorage.setItem("wirestage.tokens", JSON.stringify([{ lab, token: secret }])),
    [id, token],
  );
  await page.goto(`/lab/${id}?${query}`);
  return new LabPage(page);
}

/** Opens the rules at the stage's edge. */
async function openRules(lab: LabPage): Promise<Locator> {
  await lab.wire.getByRole("button", { name: /^Rules/ }).click();
  return lab.page.getByRole("region", { name: "Rules", exact: true });
}

interface Wish {
  readonly action?: string;
  readonly pick?: string;
  readonly frames?: string;
}

/** Fills in the form's sentence and sets the rule. */
async function setRule(rules: Locator, { action, pick, frames }: Wish): Promise<void> {
  const choose = async (name: string, option: string | undefined) => {
    if (option !== undefined) await rules.getByRole("combobox", { name }).selectOption(option);
  };
  await choose("What it does", action);
  await choose("How many of them", pick);
  await choose("Which frames", frames);
  await rules.getByRole("button", { name: "Set the rule" }).click();
}

test("the next SYN-ACK is lost half-way, the kernels send again, and the rule is done until it is wanted again", async ({
  page,
}) => {
  const complaints = consoleErrors(page);
  const lab = await openOwnLab(page, { latencyMs: 50 });
  const rules = await openRules(lab);
  await setRule(rules, {});
  await expect(lab.wire.getByRole("button", { name: /^Lose the next SYN-ACK/ })).toBeVisible();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(lab.terminal("client")).toContainText("connected to");
  await page.getByRole("button", { name: "Fit everything" }).click();
  await expect(
    lab.frame("SYN-ACK .*from server, lost by the rule “Lose the next SYN-ACK”").first(),
  ).toBeAttached();
  await expect(lab.frame("SYN-ACK .*, delivered").first()).toBeAttached();
  await expect(rules.getByRole("listitem").filter({ hasText: "Lose the next SYN-ACK" })).toContainText(
    "done · acted on 1 frame",
  );
  await lab.frame("SYN-ACK .*, lost by the rule").first().press("Enter");
  await page.getByRole("tab", { name: "Events" }).click();
  await expect(
    page.getByText(/The rule “Lose the next SYN-ACK” dropped frame \d+ \(SYN-ACK\)/),
  ).toBeVisible();
  await openRules(lab);
  await rules.getByRole("button", { name: "Again: Lose the next SYN-ACK" }).click();
  await expect(lab.wire.getByRole("button", { name: "Rules (1)" })).toBeVisible();
  expect(complaints).toEqual([]);
});

test("every second data segment is doubled, by a rule that can be switched off and on; a wrong filter says where", async ({
  page,
}) => {
  const lab = await openOwnLab(page, { latencyMs: 20 });
  const rules = await openRules(lab);
  await setRule(rules, { action: "Duplicate", pick: "one in", frames: "data segments" });
  const on = rules.getByRole("checkbox", { name: "In force: Duplicate every second data segment" });
  await on.click();
  await expect(on).not.toBeChecked();
  await expect(rules).toContainText("No rule is in force");
  await on.click();
  await expect(on).toBeChecked();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(lab.terminal("client")).toContainText("reply: HELLO");
  await page.getByRole("button", { name: "Fit everything" }).click();
  await expect(lab.frame("data .*\\[copy of #\\d+\\], from server").first()).toBeAttached();
  const filter = rules.getByRole("combobox", { name: "Filter" });
  await filter.fill("tcp.len >> 0");
  await filter.press("Escape");
  await filter.blur();
  await expect(filter).toHaveAttribute("aria-invalid", "true");
  await expect(rules.getByRole("button", { name: "Set the rule" })).toBeDisabled();
});

test("a network by its name sets delay and rules, and tells which before", async ({ page }) => {
  const lab = await openOwnLab(page, { latencyMs: 50 });
  const rules = await openRules(lab);
  const networks = rules.getByRole("region", { name: "Networks people know" });
  await networks.getByRole("radio", { name: "Mobile" }).check();
  await expect(networks).toContainText(/35\s?ms each way/);
  await expect(networks).toContainText("Lose 0.5 % of all frames");
  await networks.getByRole("button", { name: "Use it: Mobile" }).click();
  await expect(networks).toContainText("This is how the wire is now.");
  await expect(lab.wire.getByRole("button", { name: "Rules (3)" })).toBeVisible();
  await expect(lab.wire.getByRole("combobox", { name: "Delay each way" })).toHaveValue("35000000");
  await rules.getByRole("button", { name: "Remove all" }).click();
  await expect(rules).toContainText("No rule is in force");
});

test("by hand a held segment lets the next one pass, and another is put off by a time to choose", async ({
  page,
}) => {
  const lab = await openOwnLab(page, { run: "tcp-echo", latencyMs: 20, input: ["hello"], hold: true });
  const step = lab.wire.getByRole("button", { name: "Step" });
  for (const kind of ["SYN Seq=0", "SYN-ACK"]) {
    await expect(lab.frame(`${kind}.*, held`)).toBeAttached();
    await step.click();
  }
  await expect(lab.frame("data 5\\s?B.*, held")).toBeAttached();
  await lab.wire.getByRole("button", { name: "Hold all" }).click();
  const ack = lab.frame("ACK .*from client, held");
  const first = Number(await ack.getAttribute("data-frame"));
  await ack.press("o");
  await expect(lab.terminal("server")).toContainText("received: hello");
  const arrived = (await readTrace(page.request, lab.id)).filter(({ kind }) => kind === "frame.delivered");
  const order = arrived.flatMap((event) => (event.kind === "frame.delivered" ? [event.frame] : []));
  expect(order.indexOf(first)).toBeGreaterThan(order.indexOf(first + 1));
  await expect(lab.terminal("client")).toContainText("reply: HELLO");

  await lab.wire.getByRole("button", { name: "Hold all" }).click();
  await lab.type("world");
  const world = lab.frame("data 5\\s?B.*from client, held").last();
  await world.press("Enter");
  const delay = lab.stage.getByRole("button", { name: "Delay…" });
  await delay.press("Enter");
  await lab.stage
    .getByRole("group", { name: /^By how much later/ })
    .getByRole("button")
    .last()
    .press("Enter");
  await expect(delay).toBeFocused();
  await delay.click();
  await lab.stage.getByRole("button", { name: /^500\s?ms$/ }).click();
  await expect(lab.frame("data 5\\s?B.*from client, held")).toHaveCount(0);
  await expect(lab.terminal("server")).toContainText("received: world");
});

for (const { lang, theme, width, open } of [
  { lang: "en", theme: "light", width: 1024, open: /^Rules/ },
  { lang: "zh", theme: "dark", width: 390, open: /^规则/ },
]) {
  test(`the rules, ${lang}, ${theme}, ${width} px: nothing runs out, accessible`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await openOwnLab(page, { preset: "broken-switch" }, `lang=${lang}&theme=${theme}`);
    await page.getByRole("tab", { name: open }).click();
    await expect(page.getByRole("listitem").filter({ hasText: /5\s?%/ }).first()).toBeVisible();
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page }).include('[role="tabpanel"]').analyze();
    expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => target) }))).toEqual([]);
  });
}
