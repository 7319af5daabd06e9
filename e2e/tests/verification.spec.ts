import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import type { TraceEvent } from "@wirestage/trace";
import { readTrace } from "../api.ts";
import { consoleErrors } from "../console-errors.ts";
import { firstPayloads, nodeHmac, pythonHmac } from "../hmac-reference.ts";
import { LabPage } from "../lab-page.ts";
import { VerificationPage } from "../verification-page.ts";

// Real timers run out in them, and pages are drawn without a graphics card.
test.describe.configure({ timeout: 150_000 });

const SECRET = Buffer.from("open sesame");

async function openLab(page: Page, query = ""): Promise<VerificationPage> {
  await page.goto(`/?lang=en&run=tcp-hmac&${query}`);
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await page.waitForURL(/\/lab\//);
  return new VerificationPage(new LabPage(page));
}

/** A lab whose wire takes no time, with its attacks. */
async function openAttacks(page: Page, query = ""): Promise<VerificationPage> {
  const verification = await openLab(page, query);
  // The lab begins with a good login of its own, whose comparison is none of the attack's.
  await expect(verification.lab.terminal("server")).toContainText("verified");
  await page.getByLabel("Delay each way").selectOption({ value: "0" });
  await verification.open("Attacks to try");
  return verification;
}

/** What every `hmac.compare_digest` of the trace answered, in order. */
function comparisons(events: readonly TraceEvent[]): unknown[] {
  const names = new Map(
    events.flatMap((event) => (event.kind === "call.entered" ? [[event.call, event.name] as const] : [])),
  );
  return events.flatMap((event) => {
    if (event.kind !== "call.returned" || names.get(event.call) !== "hmac.compare_digest") return [];
    return [event.outcome.ok ? event.outcome.value : event.outcome.code];
  });
}

for (const { language, name } of [
  { language: "ts", name: "TypeScript" },
  { language: "python", name: "Python" },
]) {
  test(`a good login in ${name}: every value on the page is what Node and CPython give for the recorded bytes`, async ({
    page,
  }, info) => {
    const verification = await openLab(page, `language=${language}`);
    const { lab } = verification;
    await verification.open("What happened");
    await expect(verification.step("The verdict")).toContainText("Accepted", { timeout: 30_000 });
    await expect(lab.terminal("client")).toContainText("reply: HELLO");

    const recording = await lab.download(info);
    expect((await readFile(recording)).includes(SECRET)).toBe(false);
    const recorded = await firstPayloads(recording, 8888);
    const nonce = Buffer.from(recorded.server, "hex");
    const expected = nodeHmac(SECRET, nonce);
    expect(await pythonHmac(SECRET, nonce)).toEqual(expected);
    expect(recorded.client).toBe(expected.mac);

    const madeBytes = await verification.bytesOf(verification.step("The server makes a nonce"));
    expect(madeBytes).toEqual([recorded.server]);
    const carried = await verification.bytesOf(verification.step("The nonce crosses"));
    expect(new Set(carried)).toEqual(new Set([recorded.server]));
    for (const side of ["client", "server"] as const) {
      const computed = await verification.bytesOf(verification.step(`The ${side} computes`));
      expect(computed).toEqual([expected.mac]);
      const values = await verification.insideHmac(side);
      expect(values.get("The key")).toBe(SECRET.toString("hex"));
      expect(values.get("Fill up to a block")).toBe(SECRET.toString("hex").padEnd(128, "0"));
      expect(values.get("Inner hash")).toBe(expected.innerHash);
      expect(values.get("Outer hash: the MAC")).toBe(expected.mac);
    }
    const answer = await verification.bytesOf(verification.step("The answer crosses"));
    expect(new Set(answer)).toEqual(new Set([expected.mac]));
  });
}

interface Tried {
  readonly attack: string;
  readonly button: string;
  readonly outcome: string;
  /** What the page has to have found, in these words. */
  readonly found: readonly RegExp[];
  /** What the server's comparisons answered. */
  readonly compared: readonly boolean[];
}

const TRIED: readonly Tried[] = [
  {
    attack: "A wrong secret",
    button: "Try it",
    outcome: "The attack failed",
    found: [
      /its secret is not the server's/,
      /of the 32 bytes of the two MACs differ/,
      /closed this connection/,
    ],
    compared: [false],
  },
  {
    attack: "No answer at all",
    button: "Try it",
    outcome: "Not let in, but others were kept waiting",
    found: [
      /had 0 bytes of an answer/,
      /At most 1 waited in the accept queue/,
      /SYNs? of the second client arrived/,
    ],
    compared: [true, true],
  },
  {
    attack: "An old answer, sent again",
    button: "Try it",
    outcome: "The attack failed",
    found: [/byte for byte/, /sent another nonce/, /computed no HMAC/],
    compared: [true, false],
  },
  {
    attack: "The same against a server that uses its nonce twice",
    button: "Try it",
    outcome: "The attack succeeded",
    found: [/byte for byte/, /the very same nonce/, /computed no HMAC/],
    compared: [true, true],
  },
  {
    attack: "A bit of the answer flipped",
    button: "Mend the checksums",
    outcome: "The honest client was kept out",
    found: [/Bit 0 of byte 1/, /checksum fits again/, /one wrong bit makes a wrong answer/],
    compared: [false],
  },
  {
    attack: "A bit of the answer flipped",
    button: "Leave them wrong",
    outcome: "The attack failed",
    found: [/TCP checksum does not fit/, /sent them again, whole this time/],
    compared: [true],
  },
  {
    attack: "No attacker, but one recv for one message",
    button: "With the naive server",
    outcome: "The honest client was kept out",
    found: [/One recv gave out 52 bytes: the answer of 32/, /had computed the same MAC/],
    compared: [false],
  },
  {
    attack: "No attacker, but one recv for one message",
    button: "With the cure",
    outcome: "The honest client was let in",
    found: [/asked for 32 bytes and gave out 32/],
    compared: [true],
  },
];

for (const { attack, button, outcome, found, compared } of TRIED) {
  test(`${attack} (${button}): ${outcome}, as the trace has it`, async ({ page }) => {
    const complaints = consoleErrors(page);
    const verification = await openAttacks(page);
    const before = await readTrace(page.request, verification.lab.id);
    const result = await verification.try(verification.attack(attack), button);
    await expect(result).toContainText(outcome);
    for (const text of found) await expect(result).toContainText(text);
    const events = await readTrace(page.request, verification.lab.id);
    expect(comparisons(events).slice(comparisons(before).length)).toEqual(compared);
    expect(complaints).toEqual([]);
  });
}

test("attacks in Python come out the same, and a frame named as evidence is selected everywhere", async ({
  page,
}) => {
  const { python } = await (await page.request.get("/api/programs")).json();
  test.skip(!python.available, "no Python here");
  const verification = await openAttacks(page, "language=python");
  const replay = verification.attack("An old answer, sent again");
  await expect(await verification.try(replay, "Try it")).toContainText("The attack failed");
  const merged = verification.attack("No attacker, but one recv for one message");
  const result = await verification.try(merged, "With the naive server");
  await expect(result).toContainText("The honest client was kept out");
  await merged.getByRole("button", { name: "Show the cure" }).click();
  await expect(merged.getByRole("list", { name: /server\.py, and what the cure changes/ })).toContainText(
    "def receive(",
  );

  const evidence = replay.getByRole("button", { name: /^frame \d+$/ }).first();
  const frame = (await evidence.textContent())?.replace("frame ", "");
  await evidence.click();
  await page.getByRole("tab", { name: "Frame" }).click();
  await expect(verification.lab.inspector.getByRole("option", { selected: true })).toContainText(
    String(frame),
  );
});

test("a man in the middle: the server takes his words for the client's, and the client gets the reply to them", async ({
  page,
}) => {
  const verification = await openAttacks(page);
  const { lab } = verification;
  const result = await verification.try(verification.attack("A man in the middle who waits"), "Try it");
  await expect(result).toContainText("The attack succeeded");
  await expect(result).toContainText('took {"text":"forged"} for a message of the client’s');
  await expect(result).toContainText("acknowledged 21 bytes that the client’s kernel never sent");
  await expect(result).toContainText("its program never sees them");
  await expect(result).toContainText('The client then reads {"text":"FORGED"}');
  await expect(lab.terminal("server")).toContainText("received: forged");
  await expect(lab.terminal("server")).not.toContainText("honest");
  await expect(lab.terminal("client")).toContainText("reply: FORGED");
});

test("a spoofed segment: a guessed number is not taken, the right one is", async ({ page }) => {
  const verification = await openAttacks(page);
  const { lab } = verification;
  const spoofed = verification.attack("A spoofed segment from elsewhere");
  const guessed = await verification.try(spoofed, "With a guessed number");
  await expect(guessed).toContainText("The attack failed");
  await expect(guessed).toContainText("said so with an ACK");
  await expect(guessed).toContainText("one of 4,294,967,296");
  await expect(lab.terminal("client")).toContainText("reply: HONEST");
  await expect(lab.terminal("server")).not.toContainText("forged");

  const right = await verification.try(spoofed, "With the right number");
  await expect(right).toContainText("The attack succeeded");
  await expect(lab.terminal("server")).toContainText("received: forged");
  await expect(guessed).toBeVisible();
});

test("what runs is ended only when asked to, a trial can be stopped, and both by key", async ({ page }) => {
  const verification = await openAttacks(page);
  const silent = verification.attack("No answer at all");
  await silent.getByRole("button", { name: /: Try it$/ }).focus();
  await page.keyboard.press("Enter");
  await expect(silent.getByRole("alert")).toContainText("tcp-hmac is still running, and would be ended.");
  await expect(silent.getByRole("button", { name: "End it and try" })).toBeFocused();
  await silent.getByRole("button", { name: "Not now" }).press("Enter");
  await expect(silent.getByRole("alert")).toBeHidden();
  await expect(silent.getByRole("button", { name: /: Try it$/ })).toBeFocused();
  const events = await readTrace(page.request, verification.lab.id);
  expect(events.filter(({ kind }) => kind === "program.ended").length).toBeLessThan(2);

  await verification.start(silent, "Try it");
  const wrong = verification.attack("A wrong secret");
  await expect(wrong.getByRole("button", { name: /: Try it$/ })).toBeDisabled();
  await silent.getByRole("button", { name: /Stop$/ }).press("Enter");
  await expect(silent).toContainText("Stopped by you. What runs goes on.");
  await expect(silent.getByRole("region", { name: "What came of it" })).toContainText("Undecided");
  await expect(wrong.getByRole("button", { name: /: Try it$/ })).toBeEnabled();
});

test("something unexpected in a trial is said plainly: the server is killed meanwhile", async ({ page }) => {
  const verification = await openAttacks(page);
  const silent = verification.attack("No answer at all");
  await verification.start(silent, "Try it");
  const started = silent.getByText("Starting tcp-hmac-silent");
  await expect(started).toBeVisible();
  await page.getByRole("button", { name: "Hold all" }).click();
  await verification.lab.panel("server").getByRole("button", { name: "Kill the program" }).click();
  await expect(silent).toContainText(
    "Something else came than was expected. The server of tcp-hmac-silent has ended",
  );
  await expect(silent.getByRole("region", { name: "What came of it" })).toContainText("Undecided");
});

test("comparing with ==: the measurement opens in its card", async ({ page }) => {
  const verification = await openAttacks(page);
  const card = verification.attack("Comparing with == instead of compare_digest");
  await card.getByRole("button", { name: "Show the timing" }).click();
  await expect(card.getByRole("heading", { name: "Comparison and time" })).toBeVisible();
});

test("attacks in both languages, light and dark, wide and on a phone: no serious accessibility fault", async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: "reduce", colorScheme: "light" });
  const verification = await openAttacks(page);
  await verification.try(verification.attack("A wrong secret"), "Try it");
  const looks = [
    { width: 1440, colorScheme: "light", verdict: "The attack failed", other: "中文" },
    { width: 1440, colorScheme: "dark", verdict: "攻击失败", other: "English" },
    { width: 390, colorScheme: "light", verdict: "The attack failed", other: "中文" },
    { width: 390, colorScheme: "dark", verdict: "攻击失败", other: "English" },
  ] as const;
  for (const { width, colorScheme, verdict, other } of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    const tab = page.getByRole("tab", { name: /^(Verification|身份验证)$/ });
    if ((await tab.getAttribute("aria-selected")) !== "true") await tab.click();
    await expect(page.getByText(verdict, { exact: true })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).include(".verification").analyze();
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(serious.map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => target) }))).toEqual([]);
    await page.getByRole("button", { name: other, exact: true }).click();
  }
});
