import { expect, type Page, test } from "@playwright/test";
import { openLab } from "../api.ts";
import { consoleErrors } from "../console-errors.ts";
import { LabPage } from "../lab-page.ts";

/** A lab of one's own in which the client has sent "hello" over UDP, and the wire holds it half-way. */
async function heldDatagram(page: Page): Promise<LabPage> {
  const lab = await openOwnLab(page, { run: "udp-echo", latencyMs: 100, input: ["hello"], hold: true });
  await expect(lab.frame("UDP 5\\s?B .*, held")).toBeAttached();
  return lab;
}

async function openOwnLab(page: Page, request: Parameters<typeof openLab>[1]): Promise<LabPage> {
  const { id, token } = await openLab(page.request, request);
  await page.addInitScript(
    ([lab, secret]) => sessionStorage.setItem("wirestage.tokens", JSON.stringify([{ lab, token: secret }])),
    [id, token],
  );
  await page.goto(`/lab/${id}?lang=en`);
  return new LabPage(page);
}

/** Lets all frames pass, those that are held too. */
async function letAllPass(lab: LabPage): Promise<void> {
  await lab.wire.getByRole("button", { name: "Hold all" }).click();
  await lab.wire.getByRole("button", { name: "Release all" }).click();
}

/** Flips the lowest bit of the first byte that the datagram carries: "hello" becomes "iello". */
async function flip(lab: LabPage, checksums: "Leave checksum wrong" | "Mend it as an attacker would") {
  await lab.frame("UDP 5\\s?B").press("Enter");
  await lab.stage.getByRole("button", { name: "Flip a bit…" }).click();
  const panel = lab.inspector.getByRole("region", { name: "Flip a bit" });
  await expect(panel).toContainText("Byte 42: 0x68 → 0x69");
  await panel.getByRole("radio", { name: checksums }).check();
  await panel.getByRole("button", { name: "Flip", exact: true }).click();
  await expect(panel).toContainText("Byte 42: 0x69 → 0x68");
}

test("a datagram that is copied on the wire reaches the program twice", async ({ page }) => {
  const complaints = consoleErrors(page);
  const lab = await heldDatagram(page);
  await lab.frame("UDP 5\\s?B").press("2");
  await expect(lab.frame("UDP 5\\s?B .*\\[copy of #1\\], from client, held")).toBeAttached();
  await letAllPass(lab);
  await expect(lab.terminal("server")).toHaveText(/hello.*hello/s);
  await page.getByRole("button", { name: "Fit everything" }).click();
  const copy = lab.frame("UDP 5\\s?B .*\\[copy of #1\\], from client, delivered");
  await copy.press("Enter");
  await expect(lab.inspector).toContainText(
    "Made on the wire by hand, as a copy of frame 1. No kernel sent it.",
  );
  await lab.inspector.getByRole("button", { name: "frame 1", exact: true }).click();
  await expect(lab.inspector.getByRole("heading", { name: "Frame 1" })).toBeVisible();
  await lab.inspector.getByRole("button", { name: "frame 2", exact: true }).click();
  await expect(lab.inspector.getByRole("heading", { name: "Frame 2" })).toBeVisible();
  expect(complaints).toEqual([]);
});

test("a flipped bit whose checksum was left is found by the kernel, and the program never sees the frame", async ({
  page,
}) => {
  const lab = await heldDatagram(page);
  await flip(lab, "Leave checksum wrong");
  await letAllPass(lab);
  await expect(lab.frame("UDP 5\\s?B .*, discarded by the receiving kernel")).toBeAttached();
  await expect(lab.inspector).toContainText("[Its UDP checksum does not fit its bytes");
  await expect(
    lab.inspector.getByRole("treeitem", { name: /^Checksum is correct → \[wrong\]/ }),
  ).toBeVisible();
  await lab.inspector.getByRole("radio", { name: "As sent" }).check();
  await expect(lab.inspector.getByRole("treeitem", { name: /^Checksum is \[correct\]/ })).toBeVisible();
  await expect(lab.terminal("server")).not.toContainText("ello");
});

test("a flipped bit whose checksum was mended changes what the program reads", async ({ page }) => {
  const lab = await heldDatagram(page);
  await flip(lab, "Mend it as an attacker would");
  await letAllPass(lab);
  await expect(lab.terminal("server")).toContainText("iello");
  await expect(lab.terminal("client")).toContainText("IELLO");
  await expect(lab.frame("UDP 5\\s?B .*, delivered").first()).toBeAttached();
});

test("a reset in the client's name ends the connection at the server, in three presses", async ({ page }) => {
  const complaints = consoleErrors(page);
  const lab = await openOwnLab(page, { run: "tcp-echo", latencyMs: 20, input: ["hello"] });
  await expect(lab.terminal("client")).toContainText("HELLO");
  await lab.wire.getByRole("button", { name: "Inject…" }).click();
  const form = page.getByRole("dialog", { name: "Put a frame on the wire" });
  await expect(form).toContainText("[RST, ACK] Seq=6 Ack=6");
  await expect(form).toContainText("Seq=6 is just what the server waits for");
  await form.getByRole("button", { name: "Put it on the wire" }).click();
  await expect(form).toHaveCount(0);
  await expect(
    lab.frame("RST Seq=6 Ack=6 \\[put on the wire by hand; no kernel sent it\\], from client"),
  ).toBeAttached();
  await expect(lab.terminal("server")).toContainText("ECONNRESET");
  await expect(lab.inspector).toContainText("as if the client had sent it. No kernel sent it.");
  await expect(lab.sockets("client")).toContainText(["ESTABLISHED"]);
  expect(complaints).toEqual([]);
});

test("data in the client's name is the next that the server reads; the client's kernel takes no answer to it", async ({
  page,
}) => {
  const lab = await openOwnLab(page, { run: "tcp-echo", latencyMs: 20, input: ["hello"] });
  await expect(lab.terminal("client")).toContainText("HELLO");
  await page.keyboard.press("i");
  const form = page.getByRole("dialog", { name: "Put a frame on the wire" });
  await form.getByRole("radio", { name: "Data" }).check();
  await form.getByLabel("Text that it carries").fill("not the client");
  await form.getByLabel("Text that it carries").press("Enter");
  await expect(lab.terminal("server")).toContainText("received: not the client");
  await page.getByRole("button", { name: "Fit everything" }).click();
  await expect(lab.frame("data 14\\s?B Seq=6 Ack=6 Len=14 \\[put on the wire by hand")).toBeAttached();
  await expect(lab.frame("data 14\\s?B Seq=6 Ack=20 Len=14, from server, delivered").first()).toBeAttached();
  await expect(lab.terminal("client")).not.toContainText("NOT THE CLIENT");
});
