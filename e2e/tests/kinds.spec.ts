import { expect, type Locator, type Page, test } from "@playwright/test";
import { openLab } from "../api.ts";
import { consoleErrors } from "../console-errors.ts";
import { ConsolePage } from "../console-page.ts";
import { LabPage } from "../lab-page.ts";

async function startRun(page: Page, query: string): Promise<LabPage> {
  await page.goto(`/?lang=en&${query}`);
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await page.waitForURL(/\/lab\//);
  return new LabPage(page);
}

/** Opens a lab by the API, and its page as its owner. */
async function openOwnLab(page: Page, request: Parameters<typeof openLab>[1]): Promise<LabPage> {
  const { id, token } = await openLab(page.request, request);
  await page.addInitScript(
    ([lab, secret]) => sessionStorage.setItem("wirestage.tokens", JSON.stringify([{ lab, token: secret }])),
    [id, token],
  );
  await page.goto(`/lab/${id}?lang=en`);
  return new LabPage(page);
}

/** A call on the ladder, by what a pointer over it says. */
function call(lab: LabPage, text: string | RegExp): Locator {
  return lab.stage.locator(".stage-call").filter({ has: lab.page.locator("title", { hasText: text }) });
}

async function openTab(lab: LabPage, name: "Frame" | "Events" | "Flow"): Promise<void> {
  await lab.page.getByRole("tab", { name, exact: true }).click();
}

function fit(lab: LabPage): Promise<void> {
  return lab.page.getByRole("button", { name: "Fit everything" }).click();
}

test("UDP: datagrams with ports and how they begin, an empty one, and sockets without a peer", async ({
  page,
}) => {
  const complaints = consoleErrors(page);
  const lab = await openOwnLab(page, { run: "udp-echo", latencyMs: 20, input: ["hello", ""] });
  await expect(lab.panel("client").locator(".host-status")).toContainText("waiting for your input");
  await fit(lab);
  await expect(lab.frame("UDP empty \\d+ → 8888, from client, delivered")).toBeAttached();
  await expect(lab.frame("UDP 5\\s?B \\d+ → 8888 “hello”")).toBeAttached();
  await expect(lab.frame("UDP 5\\s?B 8888 → \\d+ “HELLO”")).toBeAttached();
  for (const host of ["client", "server"] as const) {
    await expect(lab.sockets(host)).toHaveText(/^unconnected\s?CLOSE\s?UDP/);
  }
  await expect(lab.sockets("server")).toContainText("192.0.2.2:8888 ↔ *:*");

  await test.step("the flow chart is that of UDP, and the server waits in recvfrom", async () => {
    await openTab(lab, "Flow");
    const chart = page.getByRole("group", { name: /^Flow chart of a UDP client and server/ });
    await expect(chart.getByRole("button", { name: "Client, sendto(): done 2 times" })).toBeVisible();
    const waiting = chart.getByRole("button", { name: "Server, recvfrom(): waiting" });
    await waiting.focus();
    await page.keyboard.press("ArrowDown");
    await expect(chart.getByRole("button", { name: "Server, sendto(): done 2 times" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(call(lab, "sendto(b'', ('192.0.2.1', ")).toHaveClass(/stage-selected/);
  });
  expect(complaints).toEqual([]);
});

test("a datagram that was held is overtaken, and the ladder says so", async ({ page, request }) => {
  const console = await ConsolePage.open(page, request);
  const { lab } = console;
  await console.run("client", "s = socket(AF_INET, SOCK_DGRAM)");
  await page.getByRole("button", { name: "Hold all" }).click();
  await console.run("client", 's.sendto(b"first", ("192.0.2.2", 8888))');
  await expect(lab.frame("UDP 5\\s?B .*, held")).toBeAttached();
  await page.getByRole("button", { name: "Hold all" }).click();
  await console.run("client", 's.sendto(b"second", ("192.0.2.2", 8888))');
  await expect(lab.stage.locator("[data-label-of]").filter({ hasText: "[overtook #1]" })).toBeAttached();
});

test("a port unreachable reaches a connected socket and not an unconnected one", async ({
  page,
  request,
}) => {
  const complaints = consoleErrors(page);
  const console = await ConsolePage.open(page, request);
  const { lab } = console;
  await console.run("client", "c = socket(AF_INET, SOCK_DGRAM)");
  await console.run("client", 'c.connect(("192.0.2.2", 9999))');
  await console.run("client", 'c.send(b"anyone?")');
  await fit(lab);
  await expect(lab.frame("ICMP port 9999 unreachable, from server, delivered")).toBeAttached();
  await expect(lab.sockets("client")).toHaveText(/^connected\s?ESTABLISHED\s?UDP/);
  await console.run("client", "c.recv(100)");
  await expect(call(lab, "recv(100) → ECONNREFUSED")).toContainText("ECONNREFUSED");

  await test.step("the message is about the datagram that it quotes", async () => {
    await lab.frame("ICMP").dispatchEvent("click");
    await expect(lab.inspector).toContainText("[It is about frame 1, whose packet it quotes.]");
    await page.getByRole("button", { name: "ICMP header" }).click();
    const header = page.getByRole("listbox", { name: "ICMP header" });
    await expect(header.getByRole("option", { name: "Type: 3" })).toBeVisible();
    await lab.inspector.getByRole("button", { name: "frame 1", exact: true }).first().click();
    await expect(lab.inspector.getByRole("heading", { name: "Frame 1", exact: true })).toBeVisible();
    await expect(lab.inspector).toContainText("says that no socket has bound its port");
  });

  await test.step("an unconnected socket is told nothing", async () => {
    await console.run("client", "u = socket(AF_INET, SOCK_DGRAM)");
    await console.run("client", 'u.sendto(b"anyone?", ("192.0.2.2", 9999))');
    await fit(lab);
    await expect(lab.frame("ICMP port 9999 unreachable, from server, delivered")).toHaveCount(2);
    await console.run("client", "u.recv(100)");
    await expect(call(lab, "recv(100) is waiting")).toBeAttached();
  });
  expect(complaints).toEqual([]);
});

test("what a short buffer loses is told at the call and in the event list", async ({ page }) => {
  const lab = await openOwnLab(page, {
    run: "udp-echo",
    latencyMs: 10,
    parameters: { BUFFER_SIZE: 4 },
    input: ["wirestage"],
  });
  await expect(lab.terminal("client")).toContainText("WIRE");
  await fit(lab);
  await expect(call(lab, /^recvfrom\(4\) → /).first()).toContainText("5 B lost");
  await openTab(lab, "Events");
  await call(lab, /^recvfrom\(4\) → /)
    .first()
    .dispatchEvent("click");
  await expect(page.getByRole("region", { name: "Events", exact: true })).toContainText(
    "had 9 bytes; the 5 that did not fit into the buffer are lost.",
  );
});

test("AF_UNIX: both programs on one host, told apart, and nothing crosses the wire", async ({ page }) => {
  const complaints = consoleErrors(page);
  const lab = await openOwnLab(page, { run: "unix-echo", input: ["hello"] });
  await expect(lab.terminal("server")).toContainText("reply: HELLO");
  await fit(lab);
  await expect(lab.stage).toContainText("Nothing crosses the wire");
  await expect(lab.stage.locator("[data-frame]")).toHaveCount(0);
  const server = lab.sockets("server");
  await expect(server).toHaveCount(3);
  await expect(server.first()).toHaveText(/^LISTEN\s?UNIX stream/);
  for (const path of await server.locator(".socket-ends").allTextContents()) {
    expect(path).toContain("unix-echo.sock");
  }
  await expect(lab.panel("server").getByRole("heading", { level: 4 })).toHaveText(["Server", "Client"]);
  const names = lab.stage.locator(".stage-call-name");
  await expect(names.filter({ hasText: /^S / })).not.toHaveCount(0);
  await expect(names.filter({ hasText: /^C / })).not.toHaveCount(0);
  await openTab(lab, "Flow");
  await expect(page.getByRole("group", { name: /^Flow chart of a TCP/ })).toContainText("inside one kernel");
  expect(complaints).toEqual([]);
});

test("IPv6: the same ladder, and what the kernels send for the link is hidden until asked for", async ({
  page,
}) => {
  const complaints = consoleErrors(page);
  const lab = await startRun(page, "run=tcp6-echo");
  await expect(lab.terminal("client")).toContainText("reply: HELLO");
  await fit(lab);
  await expect(lab.frame("SYN Seq=0, from client, delivered")).toBeAttached();
  await expect(lab.sockets("server").first()).toContainText("[2001:db8::2]:8888");
  await expect(lab.frame("ICMPv6")).toHaveCount(0);
  const noise = lab.wire.getByText(/frames? of link noise hidden/);
  await expect(noise).toBeVisible();
  const numberOf = async () => (await lab.frame("SYN Seq=0").getAttribute("aria-label"))?.split(",")[0];
  const before = await numberOf();

  await lab.wire.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/[?&]noise=1/);
  await fit(lab);
  await expect(lab.frame("ICMPv6").first()).toBeAttached();
  expect(await numberOf()).toBe(before);

  await lab.wire.getByRole("button", { name: "Hide" }).click();
  await expect(lab.frame("ICMPv6")).toHaveCount(0);
  await lab.frame("SYN Seq=0").dispatchEvent("click");
  await page.getByRole("button", { name: "IPv6 header" }).click();
  const header = page.getByRole("listbox", { name: "IPv6 header" });
  await expect(header.getByRole("option", { name: "Source address: 2001:db8::1" })).toBeVisible();
  expect(complaints).toEqual([]);
});
