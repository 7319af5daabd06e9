import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Download, expect, type Page, test } from "@playwright/test";
import { consoleErrors } from "../console-errors.ts";
import { OwnServer } from "../own-server.ts";
import { buildStatic, StaticFiles } from "../static-files.ts";

let folder: string;
let files: StaticFiles;
test.beforeAll(async () => {
  test.setTimeout(90_000);
  folder = await mkdtemp(join(tmpdir(), "wirestage-static-"));
  await buildStatic(folder);
  files = await StaticFiles.serve(folder);
});
test.afterAll(async () => {
  await files.close();
  await rm(folder, { recursive: true, force: true });
});

async function saved(page: Page, format: "SVG" | "PNG"): Promise<Buffer> {
  const waiting: Promise<Download> = page.waitForEvent("download");
  await page.getByRole("dialog", { name: "Save…" }).getByRole("button", { name: format }).click();
  return readFile(await (await waiting).path());
}

/** What the browser makes of a picture that it knows nothing else of. */
async function seen(page: Page, type: string, picture: Buffer) {
  return page.evaluate(
    async ({ url, isXml }) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      const context = canvas.getContext("2d");
      context?.drawImage(image, 0, 0);
      const data = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
      const colours = new Set<number>();
      for (let at = 0; at < data.length; at += 4) {
        colours.add(((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0));
      }
      const text = isXml ? await (await fetch(url)).text() : "";
      const xml = new DOMParser().parseFromString(text, "image/svg+xml");
      return {
        width: image.naturalWidth,
        height: image.naturalHeight,
        colours: colours.size,
        wellFormed: isXml && xml.querySelector("parsererror") === null,
        labels: [...xml.querySelectorAll("text")].map((label) => label.textContent ?? ""),
      };
    },
    { url: `data:${type};base64,${picture.toString("base64")}`, isXml: type === "image/svg+xml" },
  );
}

test("plain files below a path: a recording plays, nothing else is asked for, and its whole ladder is saved", async ({
  page,
}) => {
  const complaints = consoleErrors(page);
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(files.address) && !/^(?:data|blob):/.test(url)) elsewhere.push(url);
  });
  await page.goto(`${files.address}?lang=en`);
  await page.getByRole("link", { name: /A whole TCP connection/ }).click();
  await expect(page.getByRole("region", { name: "Status" })).toContainText("A recording");
  await page.keyboard.press("End");
  const ladder = page.getByRole("region", { name: "Stage" });
  await expect(ladder.getByRole("button", { name: /^Frame 11, ACK/ })).toBeVisible();

  await page.getByRole("button", { name: "Save…" }).click();
  const svg = await saved(page, "SVG");
  const png = await saved(page, "PNG");

  const text = svg.toString("utf8");
  expect(text).not.toMatch(/(?:href|src)=|url\((?!#)|var\(|oklch|class=/);
  // A page of no address: the picture can lean on nothing that this page has.
  await page.goto("about:blank");
  const drawing = await seen(page, "image/svg+xml", svg);
  expect(drawing.wellFormed).toBe(true);
  expect(drawing.colours).toBeGreaterThan(50);
  for (let frame = 1; frame <= 11; frame++) {
    expect(
      drawing.labels.some((label) => label.startsWith(`#${frame}\u202f`) || label.startsWith(`#${frame} `)),
    ).toBe(true);
  }
  const painting = await seen(page, "image/png", png);
  expect(painting.width).toBe(2 * drawing.width);
  expect(painting.height).toBe(2 * drawing.height);
  expect(painting.colours).toBeGreaterThan(50);
  expect(elsewhere).toEqual([]);
  expect(complaints).toEqual([]);
});

test("a recording's address leads back to it, at the moment that was looked at", async ({ page }) => {
  await page.goto(`${files.address}?lang=en&frame=2#/samples/refused`);
  await expect(
    page.getByRole("region", { name: "Stage" }).getByRole("button", { name: /^Frame 2, RST/ }),
  ).toHaveAttribute("aria-pressed", "true");
});

test("a server whose machine can run no labs shows the recordings, and says what is missing", async ({
  page,
}) => {
  const server = await OwnServer.start({ PATH: "/nonexistent" });
  try {
    await page.goto(`${server.origin}/?lang=en`);
    await expect(page.getByRole("heading", { name: "This machine cannot run labs yet" })).toBeVisible();
    await expect(page.getByText("it is not installed")).toBeVisible();
    await page.getByRole("link", { name: /Nobody listens/ }).click();
    await expect(page).toHaveURL(/\/samples\/refused/);
    await page.keyboard.press("End");
    await expect(
      page.getByRole("region", { name: "Stage" }).getByRole("button", { name: /^Frame 2, RST/ }),
    ).toBeVisible();
  } finally {
    await server.end("SIGTERM");
  }
});
