import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Locator, Page, TestInfo } from "@playwright/test";

const run = promisify(execFile);

export type Host = "client" | "server";

/** What a host's panel says of one socket: `SYN_SENT because of the call connect()`. */
export interface SeenState {
  readonly host: Host;
  readonly state: string;
  readonly cause: string;
}

/** The lab view as a learner uses it. */
export class LabPage {
  readonly page: Page;
  readonly stage: Locator;
  readonly wire: Locator;
  readonly status: Locator;
  readonly inspector: Locator;

  constructor(page: Page) {
    this.page = page;
    this.stage = page.getByRole("region", { name: "Stage" });
    this.wire = page.getByRole("region", { name: "Wire" });
    this.status = page.getByRole("region", { name: "Status" });
    this.inspector = page.getByRole("region", { name: "Frames" });
  }

  /** `whole` is what the page offers first; with `talk` it is the learner who types. */
  static async start(
    page: Page,
    button: "Start" | "Step by step" = "Start",
    choice: "whole" | "talk" = "talk",
  ): Promise<LabPage> {
    await page.goto("/?lang=en");
    if (choice === "talk") await page.getByRole("radio", { name: /you type/ }).check();
    await page.getByRole("button", { name: button, exact: true }).click();
    await page.waitForURL(/\/lab\//);
    return new LabPage(page);
  }

  get id(): string {
    const id = new URL(this.page.url()).pathname.split("/").pop();
    if (!id) throw new Error(`No lab in ${this.page.url()}.`);
    return id;
  }

  panel(host: Host): Locator {
    return this.page.getByRole("region", { name: host === "client" ? "Client" : "Server", exact: true });
  }

  /** A frame on the ladder, by the beginning of what comes after its number: `SYN Seq=0`. */
  frame(kind: string): Locator {
    return this.stage.getByRole("button", { name: new RegExp(`^Frame \\d+, ${kind}`) });
  }

  sockets(host: Host): Locator {
    return this.panel(host).getByRole("region", { name: "Sockets in the kernel" }).getByRole("listitem");
  }

  /** What the terminal of the host's program says. */
  terminal(host: Host): Locator {
    return this.panel(host).getByRole("log", { name: /^What the terminal says/ });
  }

  /** Where one types into the terminal of the host's program. */
  keyboardOf(host: Host): Locator {
    return this.panel(host).getByRole("textbox", { name: /^Type into the terminal/ });
  }

  /** Types a line into the client, and leaves its terminal. */
  async type(line: string): Promise<void> {
    const input = this.keyboardOf("client");
    await input.focus();
    await this.page.keyboard.insertText(line);
    await input.press("Enter");
    await input.press("Escape");
  }

  /** The states that both panels show now, with their causes. */
  async seenStates(): Promise<SeenState[]> {
    const read = (host: Host) =>
      this.sockets(host).evaluateAll(
        (cards, of) =>
          cards.map((card) => ({
            host: of,
            state: card.querySelector(".socket-state")?.textContent ?? "",
            cause: card.querySelector(".socket-cause")?.textContent ?? "",
          })),
        host,
      );
    return (await Promise.all([read("client"), read("server")])).flat();
  }

  /** Resolves when what was asked of the page so far has been drawn. */
  drawn(): Promise<void> {
    return this.page.evaluate(
      () =>
        new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
    );
  }

  /** Every part of the ladder that one can see: what it says, and where it stands on the screen. */
  picture(): Promise<Part[]> {
    return this.stage.locator("svg :is(line, rect, circle, path, polyline, text)").evaluateAll((parts) =>
      parts
        .map((part) => ({ part, box: part.getBoundingClientRect() }))
        .filter(
          ({ part, box }) => box.width + box.height > 0 && getComputedStyle(part).visibility === "visible",
        )
        .map(({ part, box }) => ({
          what: `${part.tagName} ${part.tagName === "text" ? part.textContent : ""}`,
          where: [box.x, box.y, box.width, box.height],
        })),
    );
  }

  /** Seq and ack as bytes of the selected frame say, from the field tree. */
  async rawNumbers(): Promise<{ seq: number; ack: number }> {
    const value = async (name: string) => {
      const row = this.inspector.getByRole("treeitem", { name: new RegExp(`^${name} \\d+$`) });
      return Number(/\d+$/.exec((await row.textContent()) ?? "")?.[0]);
    };
    return { seq: await value("Sequence number"), ack: await value("Acknowledgment number") };
  }

  /** Saves the recording from the page's menu, where one may ask for the secrets: here they are not in it. */
  async download(info: TestInfo): Promise<string> {
    await this.page.getByRole("button", { name: "Save…" }).click();
    const download = this.page.waitForEvent("download");
    await this.page.getByRole("link", { name: /Download recording/ }).click();
    const path = info.outputPath("run.pcapng");
    await (await download).saveAs(path);
    return path;
  }
}

export interface Part {
  readonly what: string;
  /** x, y, width and height in CSS pixels. */
  readonly where: readonly number[];
}

/** Parts that are not the same in both pictures, or stand elsewhere by half a pixel or more. */
export function differences(one: readonly Part[], other: readonly Part[]): string[] {
  const longer = one.length > other.length ? one : other;
  return longer.flatMap((_, index) => {
    const [a, b] = [one[index], other[index]];
    const isSame =
      a?.what === b?.what && a?.where.every((value, at) => Math.abs(value - (b?.where[at] ?? 0)) < 0.5);
    return isSame ? [] : [`${JSON.stringify(a)} | ${JSON.stringify(b)}`];
  });
}

export interface TsharkRow {
  readonly frame: number;
  readonly seq: number;
  readonly ack: number;
  /** As tshark writes them: `0x0012`. */
  readonly flags: string;
}

/** What tshark reads of a recording's TCP frames, sequence numbers as they stand in the bytes. */
export async function tsharkRows(path: string): Promise<TsharkRow[]> {
  const fields = ["frame.number", "tcp.seq_raw", "tcp.ack_raw", "tcp.flags"];
  const { stdout } = await run("tshark", [
    "-r",
    path,
    "-Y",
    "tcp",
    "-T",
    "fields",
    ...fields.flatMap((name) => ["-e", name]),
  ]);
  return stdout
    .trim()
    .split("\n")
    .map((line) => {
      const [frame = "", seq = "", ack = "", flags = ""] = line.split("\t");
      return { frame: Number(frame), seq: Number(seq), ack: Number(ack), flags };
    });
}
