import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { ConsolePage } from "../console-page.ts";

test("a connection by hand with the form alone: every call of both hosts is one or two presses", async ({
  page,
  request,
}) => {
  const console = await ConsolePage.open(page, request);
  await console.button("server", "New TCP socket").click();
  await console.button("server", "bind").click();
  await expect(console.line("server")).toHaveValue('s.bind(("192.0.2.2", 8888))');
  await console.button("server", "Run").click();
  await expect(console.call("server", "s.bind")).toContainText("done");
  await console.button("server", "listen").click();
  await console.button("server", "Run").click();
  await console.button("server", "accept").click();
  await expect(console.line("server")).toHaveValue("conn, peer = s.accept()");
  await console.button("server", "Run").click();
  await expect(console.call("server", "s.accept")).toContainText("waiting for");
  await console.button("client", "New TCP socket").click();
  await console.button("client", "connect").click();
  await expect(console.line("client")).toHaveValue('c.connect(("192.0.2.2", 8888))');
  await console.of("client").getByLabel("Port").press("Enter");
  await expect(console.call("client", "c.connect")).toContainText("done");
  await expect(console.call("server", "s.accept")).toContainText("('192.0.2.1', ");
  await page.getByRole("button", { name: "Fit everything" }).click();
  for (const kind of ["SYN Seq", "SYN-ACK", "ACK"])
    await expect(console.lab.frame(kind).first()).toBeAttached();
  await expect(console.lab.sockets("server").getByText("ESTABLISHED", { exact: true })).toBeVisible();
});

test("typed calls: one waits beside others, what was sent is read, and the past is only to be looked at", async ({
  page,
  request,
}) => {
  test.slow();
  const console = await ConsolePage.open(page, request);
  await console.run("server", "s = socket()");
  await console.run("server", 's.bind(("0.0.0.0", 9000))');
  await console.run("server", "s.listen(1)");
  const accept = await console.run("server", "conn, peer = s.accept()");
  await expect(accept).toContainText("waiting for");
  await expect(await console.run("server", "s.getsockname()")).toContainText("('0.0.0.0', 9000)");
  await expect(accept).toContainText("waiting for");
  await console.run("client", "c = socket()");
  await console.run("client", 'c.connect(("192.0.2.2", 9000))');
  await expect(accept).toContainText("<socket fd=");
  await console.run("client", 'c.sendall("你好\\n".encode())');
  const read = await console.run("server", "data = conn.recv(1024)");
  await expect(read).toContainText("b'\\xe4\\xbd\\xa0\\xe5\\xa5\\xbd\\n'");
  await page.reload();
  await console.show("server");
  await expect(console.call("server", "data = conn.recv(1024)")).toContainText("\\n'");
  await console.run("server", "conn.sendall(data)");
  await expect(console.call("server", "conn.sendall(data)")).toContainText("done");
  await page.getByRole("button", { name: "One event back" }).click();
  await expect(console.of("server")).toContainText("This is the past");
  await expect(console.line("server")).toHaveCount(0);
  await console.button("server", "Back to live").click();
  await expect(console.line("server")).toBeVisible();
});

test("keys: completed by Tab, chosen by arrows, brought back by Up; Tab leaves where nothing is offered", async ({
  page,
  request,
}) => {
  const console = await ConsolePage.open(page, request);
  const line = console.line("client");
  await line.pressSequentially("c = soc");
  const options = page.getByRole("listbox", { name: "Completions" }).getByRole("option");
  await expect(options).toHaveText([/^socket\(/]);
  await expect(line).toHaveAttribute(
    "aria-activedescendant",
    (await options.first().getAttribute("id")) ?? "",
  );
  await line.press("Tab");
  await expect(line).toHaveValue("c = socket()");
  await expect(options.first()).toContainText("AF_INET");
  await line.press("ArrowDown");
  await line.press("ArrowDown");
  await line.press("Enter");
  await expect(line).toHaveValue("c = socket(AF_INET6)");
  await line.press("Escape");
  await line.fill("c = socket()");
  await line.press("Enter");
  await expect(console.call("client", "c = socket()")).toContainText("<socket fd=");
  await line.press("ArrowUp");
  await expect(line).toHaveValue("c = socket()");
  await line.press("ArrowDown");
  await expect(line).toHaveValue("");
  await line.press("Tab");
  await expect(line).not.toBeFocused();
});

test("an error is marked at its place and mended with one press; a warning keeps nothing from being tried", async ({
  page,
  request,
}) => {
  const console = await ConsolePage.open(page, request);
  await console.run("client", "c = socket()");
  const line = console.line("client");
  await line.fill("c.connect（“192.0.2.2”，81）");
  await expect(console.of("client").locator('[data-mark="error"]')).toHaveText("（");
  await expect(console.of("client")).toContainText("full-width");
  await line.press("Enter");
  await expect(console.calls("client")).toHaveCount(1);
  await console.button("client", "Correct all").click();
  await expect(line).toHaveValue('c.connect("192.0.2.2",81)');
  await expect(console.of("client")).toContainText("Host and port are one address");
  await console
    .of("client")
    .getByRole("button", { name: /^Change to/ })
    .click();
  await expect(line).toHaveValue('c.connect(("192.0.2.2",81))');
  await expect(console.of("client")).toContainText("Nothing listens on port 81 of the server");
  await line.press("Enter");
  const refused = console.call("client", "c.connect");
  await expect(refused).toContainText("ECONNREFUSED");
  await expect(refused).toContainText(/Nobody listens on port 81 at 192\.0\.2\.2/);
});

test("a killed console: its kernel closes what it had, and the next call begins a new one", async ({
  page,
  request,
}) => {
  const console = await ConsolePage.open(page, request);
  await console.run("server", "s = socket()");
  await console.run("server", "s.listen()");
  const accept = await console.run("server", "conn, peer = s.accept()");
  await expect(accept).toContainText("waiting for");
  await console.button("server", "Kill the console").click();
  await expect(accept).toContainText("over with its console");
  await expect(console.of("server").getByText(/^Console killed/)).toBeVisible();
  await console.line("server").fill("s.accept()");
  await console.line("server").press("Enter");
  await expect(console.of("server")).toContainText("Nothing is called “s” here yet");
  await expect(await console.run("server", "fresh = socket()")).toContainText("<socket fd=");
});

test("what was done is kept as a script, downloaded, and does the same in a new lab", async ({
  page,
  request,
}, info) => {
  test.slow();
  const console = await ConsolePage.open(page, request);
  await console.run("server", "u = socket(AF_INET, SOCK_DGRAM)");
  await console.run("server", 'u.bind(("192.0.2.2", 5353))');
  await console.run("client", "c = socket(AF_INET, SOCK_DGRAM)");
  await console.run("client", 'c.sendto(b"ping", ("192.0.2.2", 5353))');
  await expect(await console.run("server", "data, peer = u.recvfrom(64)")).toContainText("b'ping'");
  await console.button("client", "Scripts").click();
  const sheet = page.getByRole("dialog", { name: "Scripts" });
  await sheet.getByRole("button", { name: "Take what was done here" }).click();
  await expect(sheet.getByRole("textbox", { name: "Script", exact: true })).toHaveValue(
    /client: c\.sendto\(b"ping", \("192\.0\.2\.2", 5353\)\)\nserver: data, peer = u\.recvfrom\(64\)\n$/,
  );
  await sheet.getByRole("textbox", { name: "Name" }).fill("ping");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet.getByRole("button", { name: "ping", exact: true })).toBeVisible();
  const download = page.waitForEvent("download");
  await sheet.getByRole("button", { name: "Download" }).click();
  const path = info.outputPath("ping.txt");
  await (await download).saveAs(path);
  expect(await readFile(path, "utf8")).toContain("server: u = socket(AF_INET, SOCK_DGRAM)\n");
  const before = console.lab.id;
  await sheet.getByRole("button", { name: "Run in a new lab" }).click();
  await expect(() => expect(console.lab.id).not.toBe(before)).toPass();
  await expect(console.of("client").getByText("All 5 calls have been made.")).toBeVisible();
  await expect(console.call("server", "u.recvfrom")).toContainText("b'ping'");
});

test("a script stops at the line that is refused; line by line it waits for the person", async ({
  page,
  request,
}) => {
  const console = await ConsolePage.open(page, request);
  await console.button("server", "Scripts").click();
  const sheet = page.getByRole("dialog", { name: "Scripts" });
  const text = sheet.getByRole("textbox", { name: "Script", exact: true });
  await text.fill("server: s = socket()\nclent: c = socket()");
  await expect(sheet).toContainText("There is no host “clent” in this lab.");
  await expect(sheet.getByRole("button", { name: "Run here" })).toBeDisabled();
  await sheet.getByRole("button", { name: "Change to client" }).click();
  await text.fill(
    [
      "server: s = socket()",
      "client: c = socket()",
      "server: conn, peer = s.accept()  # fails",
      "server: conn.close()",
    ].join("\n"),
  );
  await sheet.getByRole("button", { name: "Line by line" }).click();
  await expect(console.of("server").getByText("s = socket()")).toBeVisible();
  await expect(console.calls("server")).toHaveCount(0);
  await console.button("server", "Next line").click();
  await expect(console.call("server", "s = socket()")).toContainText("<socket fd=");
  await console.button("client", "Run on").click();
  await expect(console.call("server", "s.accept()")).toContainText("EINVAL");
  const strip = console.of("server").getByRole("group", { name: /^Script/ });
  await expect(strip).toContainText("the lab did not take line 4");
  await expect(strip).toContainText("The console knows no such name.");
});

async function seriousFaults(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => target) }));
}

test("the console has no serious faults of accessibility", async ({ page, request }) => {
  const console = await ConsolePage.open(page, request);
  await console.run("server", "s = socket()");
  await console.button("server", "bind").click();
  await console.line("client").pressSequentially("c = soc");
  expect(await seriousFaults(page)).toEqual([]);
});

test("nor have its scripts", async ({ page, request }) => {
  const console = await ConsolePage.open(page, request);
  await console.button("client", "Scripts").click();
  await page.getByRole("dialog").getByRole("button", { name: "UDP by hand" }).click();
  expect(await seriousFaults(page)).toEqual([]);
});

test("from the start page one press leads to both consoles", async ({ page }) => {
  await page.goto("/?lang=en");
  await page.getByRole("button", { name: /make every socket call yourself/ }).click();
  for (const host of ["Client", "Server"]) {
    const panel = page.getByRole("region", { name: host, exact: true });
    await expect(panel.getByRole("button", { name: "New TCP socket" })).toBeVisible();
  }
});
