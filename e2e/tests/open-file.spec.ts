import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { composeFrame, ipv4Address, macAddress, SeqNumber, TcpFlag } from "@wirestage/wire";

const CLIENT = { ip: ipv4Address("192.0.2.1"), mac: macAddress("02:00:00:00:00:01"), port: 40_000 };
const SERVER = { ip: ipv4Address("192.0.2.2"), mac: macAddress("02:00:00:00:00:02"), port: 80 };

function segment(from: typeof CLIENT, flags: number, seq: number, ack: number): Uint8Array {
  const to = from === CLIENT ? SERVER : CLIENT;
  return composeFrame({
    ethernet: { src: from.mac, dst: to.mac },
    ip: { version: 4, src: from.ip, dst: to.ip },
    transport: {
      ...{ kind: "tcp", srcPort: from.port, dstPort: to.port, flags },
      ...{ seq: SeqNumber.of(seq), ack: SeqNumber.of(ack) },
    },
  });
}

const { syn, ack, fin } = TcpFlag;
const FRAMES = [
  segment(CLIENT, syn, 100, 0),
  segment(SERVER, syn | ack, 500, 101),
  segment(CLIENT, ack, 101, 501),
  segment(CLIENT, fin | ack, 101, 501),
  segment(SERVER, fin | ack, 501, 102),
  segment(CLIENT, ack, 102, 502),
];

/** As text2pcap reads it: a time, an offset and hex, a packet a paragraph. */
const HEX_DUMP = FRAMES.map((frame, index) => {
  const hex = [...frame].map((octet) => octet.toString(16).padStart(2, "0")).join(" ");
  return `00:00:0${index}.000000 000000 ${hex}\n`;
}).join("\n");

/** A capture that Wireshark's tools wrote: classic pcap with nanoseconds. */
function captureByWireshark(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "wirestage-open-"));
  try {
    const [dump, pcapng, pcap] = ["dump.txt", "made.pcapng", "made.pcap"].map((name) => join(folder, name));
    writeFileSync(dump ?? "", HEX_DUMP);
    execFileSync("text2pcap", ["-q", "-t", "%H:%M:%S.%f", dump ?? "", pcapng ?? ""], { stdio: "ignore" });
    execFileSync("editcap", ["-F", "nsecpcap", pcapng ?? "", pcap ?? ""], { stdio: "ignore" });
    return readFileSync(pcap ?? "");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("a capture that is dropped on the start page plays, with its states inferred", async ({ page }) => {
  const base64 = captureByWireshark().toString("base64");
  await page.goto("/?lang=en");
  const dropped = await page.evaluateHandle((text) => {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], "made.pcap"));
    return transfer;
  }, base64);
  await page.dispatchEvent("body", "dragover", { dataTransfer: dropped });
  await expect(page.getByText("The file stays in this browser.").first()).toBeVisible();
  await page.dispatchEvent("body", "drop", { dataTransfer: dropped });
  await expect(page).toHaveURL(/\/open/);
  await page.keyboard.press("End");
  const client = page.getByRole("region", { name: "Client" });
  await expect(client.getByText("192.0.2.1:40000")).toBeVisible();
  await expect(client.getByText("TIME_WAIT", { exact: true })).toBeVisible();
  await expect(client.getByText("inferred", { exact: true })).toBeVisible();
});

test("a file that is no capture is refused with a sentence, and another can be chosen", async ({ page }) => {
  await page.goto("/open?lang=en");
  const broken = { name: "letter.pcap", mimeType: "", buffer: Buffer.from("Dear Sir or Madam,") };
  await page.locator("input[data-open-file]").first().setInputFiles(broken);
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("alert")).toContainText("neither a capture nor a recording");
  await expect(dialog.getByRole("button", { name: "Open a capture or recording" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});
