import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { consoleErrors } from "../console-errors.ts";
import { type Host, LabPage } from "../lab-page.ts";
import { OwnServer } from "../own-server.ts";

/** Opens the landing view as an address asks for it, and starts what it offers. */
async function startRun(page: Page, query: string): Promise<LabPage> {
  await page.goto(`/?lang=en&${query}`);
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await page.waitForURL(/\/lab\//);
  return new LabPage(page);
}

/** In words: what the program shown of a host does. */
function status(lab: LabPage, host: Host): Locator {
  return lab.panel(host).locator(".host-status");
}

function button(lab: LabPage, host: Host, name: string): Locator {
  return lab.panel(host).getByRole("button", { name, exact: true });
}

/** The source of a host's program, by the file that is shown. */
function source(lab: LabPage, host: Host, file: string): Locator {
  return lab.panel(host).getByRole("list", { name: new RegExp(`^Source of ${file}`) });
}

function litLine(lab: LabPage, host: Host): Locator {
  return lab.panel(host).locator("ol [aria-current=step]");
}

/** Chooses one of two or three, where the radio button itself is not to be seen. */
async function choose(within: Locator, name: string | RegExp): Promise<void> {
  await within.getByRole("radio", { name }).check({ force: true });
}

async function openSheet(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: /^(Program: |All programs)/ }).click();
  return page.getByRole("dialog", { name: "What to run" });
}

async function hasPython(page: Page): Promise<boolean> {
  const { python } = await (await page.request.get("/api/programs")).json();
  return python.available;
}

test("a pair in Python: the source, its lit step in either language, and a line in Chinese there and back", async ({
  page,
}) => {
  test.skip(!(await hasPython(page)), "no Python here");
  const lab = await startRun(page, "run=tcp-echo&language=python");
  await expect(source(lab, "client", "tcp-echo/client.py")).toBeVisible();
  await expect(lab.terminal("client")).toContainText("reply: HELLO");
  await expect(status(lab, "server")).toContainText(/waiting in accept\(\) for/);
  await expect(litLine(lab, "server")).toContainText("listener.accept()");

  await choose(lab.panel("server"), "TypeScript");
  await expect(source(lab, "server", "tcp-echo/server.ts")).toBeVisible();
  await expect(litLine(lab, "server")).toContainText("await listener.accept()");
  await expect(lab.panel("server")).toContainText("Runs in Python; the same step is lit.");
  const listen = source(lab, "server", "tcp-echo/server.ts").locator("li", { hasText: "listener.listen" });
  await listen.click();
  await expect(listen).toHaveClass(/source-line-selected/);
  await choose(lab.panel("server"), /^Calls/);
  const call = lab.panel("server").getByRole("option", { name: "listen(5)" });
  await expect(call).toHaveAttribute("aria-selected", "true");

  const sheet = await openSheet(page);
  await choose(sheet, "I type");
  await sheet.getByRole("button", { name: "Run again" }).click();
  await expect(status(lab, "client")).toContainText("waiting for your input");
  await lab.type("你好，世界");
  await expect(lab.terminal("client")).toContainText("reply: 你好，世界");
});

test("pause, one call at a time, run on, kill and restart, each said in words", async ({ page }) => {
  const lab = await LabPage.start(page);
  await expect(status(lab, "server")).toContainText("waiting in recv(1024)");
  await button(lab, "server", "Pause the program").click();
  await expect(status(lab, "server")).toContainText("rests after that");
  await lab.type("hello");
  await expect(status(lab, "server")).toContainText("paused; rests before sendall");
  await expect(litLine(lab, "server")).toContainText("sendall");
  await expect(lab.terminal("client")).not.toContainText("reply");

  await test.step("by key, with the focus in the program's panel", async () => {
    await button(lab, "server", "Make one call").focus();
    await page.keyboard.press("c");
    await expect(lab.terminal("client")).toContainText("reply: HELLO");
    await expect(status(lab, "server")).toContainText("paused; rests before recv(1024)");
    await page.keyboard.press("p");
    await expect(status(lab, "server")).toContainText("waiting in recv(1024)");
    await page.keyboard.press("x");
    await expect(status(lab, "server")).toContainText("ended by SIGKILL");
    await page.keyboard.press("a");
    await expect(status(lab, "server")).toContainText("waiting in accept()");
  });
  const picker = lab.panel("server").getByRole("navigation", { name: "Programs on the Server" });
  await picker.getByRole("combobox").selectOption({ index: 1 });
  await expect(status(lab, "server")).toContainText("ended by SIGKILL");
});

test("keys typed into the terminal stay there; Tab and Escape leave it; the past is shown and takes none", async ({
  page,
}) => {
  const lab = await LabPage.start(page);
  await expect(status(lab, "client")).toContainText("waiting for your input");
  const keyboard = lab.keyboardOf("client");
  await keyboard.focus();
  await page.keyboard.type("h x 你");
  await page.keyboard.press("Backspace");
  await expect(lab.terminal("client")).toContainText("> h x");
  await expect(lab.terminal("client")).not.toContainText("你");
  await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(keyboard).not.toBeFocused();
  await keyboard.focus();
  await page.keyboard.press("Escape");
  await expect(keyboard).not.toBeFocused();

  await page.keyboard.press("Home");
  await expect(lab.terminal("client")).toHaveCount(0);
  const next = page.getByRole("button", { name: "One event on" });
  while ((await lab.terminal("client").count()) === 0) await next.click();
  await expect(lab.terminal("client")).toHaveText("");
  await expect(keyboard).not.toBeEditable();
  await expect(lab.panel("client")).toContainText("Nothing can be typed into the past.");
  await expect(button(lab, "client", "Kill the program")).toBeDisabled();
  await page.keyboard.press("End");
  await expect(lab.terminal("client")).toContainText("> h x");
});

test("parameters: the source shows them before the run and after, and the kernel has them", async ({
  page,
}) => {
  await page.goto("/?lang=en");
  const sheet = await openSheet(page);
  const port = sheet.getByRole("textbox", { name: "Port" });
  await port.fill("123456");
  await expect(sheet).toContainText("A whole number from 1 to 65535.");
  await port.fill("9999");
  await sheet.getByRole("textbox", { name: "Backlog" }).fill("1");
  await expect(sheet.getByRole("list", { name: /Source of tcp-echo\/server/ })).toContainText("PORT = 9999");
  await sheet.getByRole("button", { name: "Start", exact: true }).click();
  await page.waitForURL(/\/lab\//);
  const lab = new LabPage(page);
  await expect(source(lab, "server", "tcp-echo/server.ts")).toContainText("BACKLOG = 1;");
  await expect(lab.sockets("server").first()).toContainText("192.0.2.2:9999");
  await expect(lab.sockets("server").first()).toContainText("backlog 1");
  await expect(lab.terminal("client")).toContainText("connected to 192.0.2.2:9999");
});

test("only the client: refused, and the page says why; then the server, and it connects", async ({
  page,
}) => {
  const lab = await startRun(page, "run=tcp-echo-once");
  await expect(lab.terminal("client")).toContainText("reply: HELLO");
  await expect(status(lab, "server")).toContainText("ended, exit code 0");
  const alone = async (name: string) => {
    const sheet = await openSheet(page);
    await sheet.getByRole("button", { name }).click();
  };
  await alone("Only the client");
  const failure = lab.panel("client").locator(".last-failure");
  await expect(failure).toContainText("connect(('192.0.2.2', 8888)) failed: ECONNREFUSED");
  await expect(failure).toContainText("Nobody listens on port 8888 at 192.0.2.2");
  await failure.getByRole("button", { name: /^frame \d+$/ }).click();
  await expect(lab.inspector.getByRole("heading", { name: /^Frame \d+/ })).toBeVisible();
  await expect(lab.inspector).toContainText("RST");

  await choose(lab.panel("client"), /^Calls/);
  const calls = lab.panel("client").getByRole("listbox", { name: /^Calls of/ });
  await expect(calls.getByRole("option").last()).toContainText("the kernel of the server answered with RST");

  await alone("Only the server");
  await expect(status(lab, "server")).toContainText("waiting in accept()");
  await button(lab, "client", "Restart the program").click();
  await expect(lab.terminal("client")).toContainText("reply: HELLO");
});

test("a bug: what is wrong, the difference to its cure, and the cure itself", async ({ page }) => {
  test.slow();
  const lab = await startRun(page, "run=tcp-echo-loop-killed");
  await expect(status(lab, "client")).toContainText("ended, exit code 0");
  const received = async () => ((await lab.terminal("server").textContent()) ?? "").split("received:").length;
  const before = await received();
  await expect.poll(received).toBeGreaterThan(before + 3);

  await lab.panel("server").getByText("Broken on purpose").click();
  await expect(lab.panel("server")).toContainText("The server does not look for the empty bytes");
  await button(lab, "server", "Show what the cure changes").click();
  await expect(source(lab, "server", "tcp-echo-loop-killed/server.ts")).toContainText(
    "Added: if (data.length === 0) break;",
  );
  await button(lab, "server", "Run the cure, tcp-echo").click();
  await expect(source(lab, "client", "tcp-echo/client.ts")).toBeVisible();
  await expect(status(lab, "client")).toContainText("ended, exit code 0");
  await expect(status(lab, "server")).toContainText("waiting in accept()");
});

test("AF_UNIX: both programs on the server, one of them chosen at a time, nothing on the wire", async ({
  page,
}) => {
  const lab = await startRun(page, "run=unix-echo");
  await expect(lab.panel("client")).toContainText("AF_UNIX does not leave a host");
  const picker = lab.panel("server").getByRole("navigation", { name: "Programs on the Server" });
  await picker.getByRole("combobox").selectOption({ label: "Client: unix-echo, TypeScript, ended" });
  await expect(lab.terminal("server")).toContainText("reply: HELLO");
  await picker.getByRole("button", { name: /^Server: / }).click();
  await expect(lab.terminal("server")).toContainText("received: hello");
  await expect(lab.frame("")).toHaveCount(0);
});

test("the address chooses pair and language; what it does not know changes nothing", async ({ page }) => {
  await page.goto("/?lang=en&run=udp-echo&language=cobol");
  await expect(page.getByRole("radio", { name: "UDP echo, until you type exit" })).toBeChecked();
  await expect(page.getByRole("radio", { name: "TypeScript" })).toBeChecked();
  await page.goto("/?lang=en&run=chess");
  await expect(page.getByRole("radio", { name: /nothing to type/ })).toBeChecked();
});

test("a machine without Python: the page says why and offers all the rest", async ({ browser }) => {
  const server = await OwnServer.start({ WIRESTAGE_PYTHON: "/nowhere/python3" });
  const page = await browser.newPage({ baseURL: server.origin });
  const asked = { run: "tcp-echo", language: "python" };
  const answer = await page.request.post("/api/labs", { data: asked });
  expect(answer.status()).toBe(501);
  await page.goto("/?lang=en&run=tcp-echo-once&language=python");
  await expect(page.getByRole("radio", { name: "Python" })).toBeDisabled();
  await expect(page.getByRole("radio", { name: "TypeScript" })).toBeChecked();
  const sheet = await openSheet(page);
  await expect(sheet).toContainText("Python programs cannot run on this machine; all others can.");
  await expect(sheet.getByRole("radio", { name: "Python" })).toBeDisabled();
  await sheet.getByRole("button", { name: "Start", exact: true }).click();
  await expect(new LabPage(page).terminal("client")).toContainText("reply: HELLO");
  await page.close();
  await server.end("SIGTERM");
});

for (const [lang, all, sheetName] of [
  ["en", "All programs, languages, parameters…", "What to run"],
  ["zh", "全部程序、语言和参数…", "选择要运行的程序"],
] as const) {
  test(`the sheet of all programs, ${lang}: fits three widths, accessible, by keyboard alone`, async ({
    page,
  }) => {
    const complaints = consoleErrors(page);
    await page.goto(`/?lang=${lang}&run=tcp-echo-loop-empty`);
    await page.getByRole("button", { name: all }).focus();
    await page.keyboard.press("Enter");
    const sheet = page.getByRole("dialog", { name: sheetName });
    await expect(sheet.getByRole("radio", { checked: true }).first()).toBeVisible();
    await expect(sheet.getByRole("list")).toBeVisible();
    for (const width of [1440, 1024, 390]) {
      await page.setViewportSize({ width, height: 844 });
      const wide = await sheet.evaluate((element) => element.scrollWidth - element.clientWidth);
      expect.soft(wide, `${width}: wider than the sheet`).toBeLessThanOrEqual(0);
      const { violations } = await new AxeBuilder({ page }).include("dialog").analyze();
      expect
        .soft(
          violations.map(({ id }) => id),
          `${width}: accessibility`,
        )
        .toEqual([]);
    }
    await page.keyboard.press("Escape");
    await expect(sheet).toBeHidden();
    expect(complaints).toEqual([]);
  });
}
