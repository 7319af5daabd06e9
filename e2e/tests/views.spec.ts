import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContext, expect, type Locator, type Page, test } from "@playwright/test";
import { consoleErrors } from "../console-errors.ts";
import { LabPage } from "../lab-page.ts";
import { mainRegions, overlaps, sidewaysScroll, unreachableControls } from "../page-layout.ts";

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
] as const;

/** The timeline's range, in both languages. */
const TIME = /^(Time in the trace|记录中的时间)$/;

/** A lab with a connection, a line that was answered and one whose frame is held; the tests that share it only look. */
interface SharedLab {
  readonly path: string;
  /** What its browser has stored: the right to command it. */
  readonly storage: Awaited<ReturnType<BrowserContext["storageState"]>>;
}

let shared: SharedLab;
test.beforeAll(async ({ browser, baseURL }) => {
  const page = await browser.newPage({ ...(baseURL !== undefined && { baseURL }) });
  const lab = await LabPage.start(page);
  await expect(lab.terminal("client")).toContainText("connected to");
  await lab.type("hello");
  await expect(lab.terminal("client")).toContainText("reply: HELLO");
  await page.getByRole("button", { name: "Hold all" }).click();
  await lab.type("world");
  await expect(lab.frame("data").last()).toHaveAccessibleName(/held/);
  shared = { path: new URL(page.url()).pathname, storage: await page.context().storageState() };
  await page.close();
});

async function openShared(browser: Browser, baseURL: string | undefined, query: string): Promise<LabPage> {
  const context = await browser.newContext({
    storageState: shared.storage,
    ...(baseURL !== undefined && { baseURL }),
  });
  const page = await context.newPage();
  await page.goto(`${shared.path}?${query}`);
  await expect(page.locator("[data-frame]").first()).toBeAttached();
  return new LabPage(page);
}

async function seriousFaults(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => target) }));
}

async function expectInOrder(page: Page, what: string): Promise<void> {
  expect.soft(overlaps(await mainRegions(page)), `${what}: regions that overlap`).toEqual([]);
  expect.soft(await unreachableControls(page), `${what}: controls out of reach`).toEqual([]);
  expect.soft(await sidewaysScroll(page), `${what}: wider than the window`).toBeLessThanOrEqual(0);
}

async function expectInOrderAndAccessible(page: Page, what: string): Promise<void> {
  await expectInOrder(page, what);
  expect.soft(await seriousFaults(page), `${what}: accessibility`).toEqual([]);
}

for (const { lang, tag } of [
  { lang: "en", tag: "en" },
  { lang: "zh", tag: "zh-CN" },
]) {
  for (const theme of ["light", "dark"]) {
    const query = `lang=${lang}&theme=${theme}`;

    test(`landing, ${lang}, ${theme}, three widths: nothing overlaps or runs out, accessible`, async ({
      page,
    }) => {
      const complaints = consoleErrors(page);
      await page.goto(`/?${query}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("lang", tag);
      for (const size of SIZES) {
        await page.setViewportSize(size);
        await expectInOrderAndAccessible(page, `${size.width}`);
      }
      expect(complaints).toEqual([]);
    });

    test(`lab, ${lang}, ${theme}, three widths: nothing overlaps or runs out, accessible`, async ({
      browser,
      baseURL,
    }) => {
      test.slow();
      const { page } = await openShared(browser, baseURL, query);
      const complaints = consoleErrors(page);
      await expect(page.locator("html")).toHaveAttribute("lang", tag);
      await page.keyboard.press("k");
      for (const size of SIZES) {
        await page.setViewportSize(size);
        await page.getByRole("slider", { name: TIME }).press("End");
        await expectInOrder(page, `${size.width}, live`);
        await page.getByRole("slider", { name: TIME }).press("Space");
        const tabs = await page.getByRole("tab").all();
        for (const tab of tabs) {
          if ((await tab.getAttribute("aria-selected")) !== "true") await tab.click();
          await expect(tab).toHaveAttribute("aria-selected", "true");
          await expect(page.getByRole("tabpanel")).not.toBeEmpty();
          const what = `${size.width}, ${await tab.textContent()}`;
          await expectInOrder(page, what);
          if (size.width === 1440) expect.soft(await seriousFaults(page), what).toEqual([]);
        }
        // A dock closes by its own tab; of views in a narrow window the first is the stage.
        await tabs.at(size.width > 960 ? -1 : 0)?.click();
        await expectInOrderAndAccessible(page, `${size.width}, stage`);
        const drawing = await page.locator(".stage").boundingBox();
        expect.soft(drawing?.height, `${size.width}: height of the stage`).toBeGreaterThan(size.height / 3);
      }
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  }
}

/** The time at which the view is, as the timeline tells it. */
function timeShown(page: Page): Locator {
  return page
    .getByRole("slider", { name: TIME })
    .locator("..")
    .locator("..")
    .getByText(/^\d+\.\d{3}\s\d{3}/)
    .first();
}

test("another language in the lab: time and selection stay", async ({ browser, baseURL }) => {
  const lab = await openShared(browser, baseURL, "lang=en");
  const { page } = lab;
  const next = page.getByRole("button", { name: "One event on" });
  await page.keyboard.press("Home");
  while ((await lab.frame("SYN ").count()) === 0 && (await next.isEnabled()))
    await page.keyboard.press("ArrowRight");
  await page.keyboard.press("k");
  const chosen = page.locator("[data-frame][aria-pressed=true]");
  await expect(chosen).toHaveCount(1);
  const frame = (await chosen.getAttribute("data-frame")) ?? "";
  const time = (await timeShown(page).textContent()) ?? "";

  await page.getByRole("button", { name: "中文" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(page.getByRole("button", { name: "全部拦住" })).toBeVisible();
  await expect(timeShown(page)).toHaveText(time);
  await expect(chosen).toHaveAttribute("data-frame", frame);
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(timeShown(page)).toHaveText(time);
  await expect(chosen).toHaveAttribute("data-frame", frame);
  await page.context().close();
});

test("another theme in the lab: the run goes on, the view stays where it is", async ({
  browser,
  baseURL,
}) => {
  const lab = await openShared(browser, baseURL, "lang=en&theme=light");
  const { page } = lab;
  await page.keyboard.press("ArrowLeft");
  const time = (await timeShown(page).textContent()) ?? "";
  const { pathname } = new URL(page.url());
  await page.getByRole("button", { name: "Theme: light" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(lab.terminal("client")).toContainText("reply: HELLO");
  await expect(timeShown(page)).toHaveText(time);
  await expect(lab.status).toContainText("Connected");
  expect(new URL(page.url()).pathname).toBe(pathname);
  await page.context().close();
});

/** Tab until the focus is on `target`, as somebody without a mouse goes there. */
async function tabTo(target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  const isFocused = () => target.evaluate((element) => element === document.activeElement);
  for (let stops = 0; stops < 60 && !(await isFocused()); stops++) await target.page().keyboard.press(key);
  await expect(target).toBeFocused();
}

test("by keyboard alone: start, pause, step, hold, type, let go, drop, and the key sheet", async ({
  page,
}) => {
  test.slow();
  await page.goto("/?lang=en");
  await tabTo(page.getByRole("radio", { name: /nothing to type/ }));
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: /you type/ })).toBeChecked();
  await tabTo(page.getByRole("button", { name: "Start", exact: true }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/lab\//);
  const lab = new LabPage(page);
  const { keyboard } = page;
  await expect(lab.terminal("client")).toContainText("connected to");

  await keyboard.press("Space");
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  await keyboard.press("Space");
  await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
  const slider = page.getByRole("slider", { name: "Time in the trace" });
  await keyboard.press("Home");
  await expect(slider).toHaveAttribute("aria-valuetext", /event 0 of/);
  for (const [key, event] of [
    ["ArrowRight", 1],
    ["ArrowRight", 2],
    ["ArrowLeft", 1],
  ] as const) {
    await keyboard.press(key);
    await expect(slider).toHaveAttribute("aria-valuetext", new RegExp(`event ${event} of`));
  }
  await keyboard.press("h");
  await expect(page.getByRole("alert").filter({ hasText: "You are looking at the past" })).toBeVisible();
  await keyboard.press("End");
  await expect(page.getByRole("button", { name: /^Live/ })).toBeVisible();

  const hold = page.getByRole("button", { name: "Hold all" });
  const type = async (line: string) => {
    await tabTo(lab.keyboardOf("client"));
    await keyboard.type(line);
    await expect(lab.terminal("client")).toContainText(`> ${line}`);
    await keyboard.press("Enter");
    await keyboard.press("Tab");
  };
  await keyboard.press("h");
  await expect(hold).toHaveAttribute("aria-pressed", "true");
  await type("two words");
  const data = lab.frame("data");
  await expect(data.first()).toHaveAccessibleName(/held/);
  await expect(page.getByRole("button", { name: /^Live/ })).toBeVisible();
  await keyboard.press("s");
  await expect(data.first()).not.toHaveAccessibleName(/held/);
  await expect(data.nth(1)).toHaveAccessibleName(/held/);
  await keyboard.press("h");
  await expect(hold).toHaveAttribute("aria-pressed", "false");
  await keyboard.press("r");
  await expect(lab.terminal("client")).toContainText("reply: TWO WORDS");

  await keyboard.press("h");
  await type("lost");
  await expect(lab.stage.getByRole("button", { name: /held/ }).first()).toBeAttached();
  // The newest frame may be a repeat that the kernel has sent meanwhile.
  const chosen = lab.stage.locator("[data-frame][aria-pressed=true]");
  await expect(async () => {
    await keyboard.press("k");
    await expect(chosen).toHaveAccessibleName(/held/, { timeout: 1_000 });
  }).toPass();
  await keyboard.press("d");
  await expect(lab.stage.getByRole("button", { name: /, lost/ }).first()).toBeAttached();

  await keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeHidden();
});

test("reduced motion: frames are still seen on their way and after it", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const lab = await LabPage.start(page, "Step by step");
  await expect(lab.frame("SYN ")).toHaveAccessibleName(/held/);
  await expect(lab.frame("SYN ").locator("line, path, polyline, rect, circle").first()).toBeVisible();
  await page.getByRole("button", { name: "Hold all" }).click();
  await page.getByRole("button", { name: "Release all" }).click();
  await expect(lab.frame("SYN-ACK").first()).toHaveAccessibleName(/delivered/);
  await expect(lab.terminal("client")).toContainText("connected to");
});
