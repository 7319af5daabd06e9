import { expect, test } from "@playwright/test";
import { differences, LabPage, tsharkRows } from "../lab-page.ts";

test("one press: SYN, SYN-ACK and ACK cross, with the numbers that tshark reads from the recording", async ({
  page,
}, info) => {
  const lab = await LabPage.start(page, "Start", "whole");
  await expect(lab.frame("SYN ").first()).toBeVisible();
  await expect(lab.frame("SYN-ACK").first()).toBeVisible();
  await expect(lab.frame("ACK").first()).toBeVisible();
  await page.getByRole("button", { name: "Fit everything" }).click();
  const recorded = await tsharkRows(await lab.download(info));
  const handshake = ["0x0002", "0x0012", "0x0010"];
  await lab.frame("SYN ").first().focus();
  await page.keyboard.press("Enter");
  for (const [index, flags] of handshake.entries()) {
    await expect(lab.inspector.getByRole("heading", { name: `Frame ${index + 1}` })).toBeVisible();
    const { seq, ack } = await lab.rawNumbers();
    expect({ frame: index + 1, seq, ack, flags }).toEqual(recorded[index]);
    await page.keyboard.press("j");
  }
});

test("one press, nothing typed: every state of the connection as the kernel reported it, each with its cause", async ({
  page,
}) => {
  test.slow();
  const lab = await LabPage.start(page, "Start", "whole");
  await expect(lab.sockets("client").getByRole("button", { name: /^TIME_WAIT/ })).toBeVisible({
    timeout: 20_000,
  });
  await expect(lab.terminal("client")).toContainText("reply: HELLO");
  await page.keyboard.press("Home");
  const seen = new Set<string>();
  const next = page.getByRole("button", { name: "One event on" });
  while (!(await next.isDisabled())) {
    for (const { host, state, cause } of await lab.seenStates()) seen.add(`${host} ${state} ${cause}`);
    if ([...seen].some((each) => each.startsWith("client TIME_WAIT"))) break;
    await page.keyboard.press("ArrowRight");
  }
  const story = [...seen].join("\n");
  for (const [state, cause] of [
    ["server LISTEN", /because of the call listen/],
    ["client SYN_SENT", /because of the call connect/],
    ["server SYN_RECV", /because of frame #1/],
    ["client ESTABLISHED", /because of frame #2/],
    ["server ESTABLISHED", /because of frame #3/],
    ["client FIN_WAIT1", /because of the call close/],
    ["server CLOSE_WAIT", /because of frame #\d+/],
    ["client FIN_WAIT2", /because of frame #\d+/],
    ["server LAST_ACK", /because of the call close/],
    ["client TIME_WAIT", /because of frame #\d+/],
  ] as const) {
    const lines = [...seen].filter((each) => each.startsWith(`${state} `));
    expect(
      lines.some((line) => cause.test(line)),
      `${state} ${cause}\n${story}`,
    ).toBe(true);
  }
});

test("a SYN held for five seconds: SYN_SENT, its timer counting, the repeats on the held frame", async ({
  page,
}) => {
  const lab = await LabPage.start(page, "Step by step");
  const syn = lab.frame("SYN ");
  await expect(syn).toHaveAccessibleName(/held/);
  await expect(lab.sockets("client").getByText("SYN_SENT", { exact: true })).toBeVisible();
  const timer = lab.sockets("client").getByText(/Retransmission.*in ≈/);
  const first = (await timer.textContent()) ?? "";
  await expect(timer).not.toHaveText(first);
  await expect(syn).toContainText(/[5-9]\.\d\ss/u);
  await expect(syn).toContainText(/×[4-6]/);
  expect(await lab.frame("SYN ").count()).toBe(1);
  await page.getByRole("button", { name: "Step", exact: true }).click();
  await expect(lab.frame("SYN-ACK").first()).toBeVisible();
});

test("a data segment dropped on the wire is sent again, and the echo still comes", async ({ page }) => {
  const lab = await LabPage.start(page);
  await expect(lab.terminal("client")).toContainText("connected to");
  await page.keyboard.press("h");
  await lab.type("hello");
  const data = lab.frame("data");
  await expect(data.first()).toHaveAccessibleName(/held/);
  await page.getByRole("button", { name: "Hold all" }).click();
  await data.first().focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("d");
  await expect(data.first()).toHaveAccessibleName(/lost/);
  await expect(lab.stage.getByText(/\[retransmission of #\d+\]/).first()).toBeAttached();
  await expect(lab.terminal("client")).toContainText("reply: HELLO");
});

test("the past: the same time gives the same picture, whatever path led there", async ({ page }) => {
  const lab = await LabPage.start(page);
  await expect(lab.terminal("client")).toContainText("connected to");
  const press = async (key: string, times: number) => {
    for (let count = 0; count < times; count++) await page.keyboard.press(key);
    await lab.drawn();
  };
  await press("Home", 1);
  await press("ArrowRight", 45);
  const before = await lab.picture();
  await press("ArrowRight", 8);
  expect(differences(await lab.picture(), before)).not.toEqual([]);
  await press("End", 1);
  await page.getByRole("slider", { name: "Time in the trace" }).fill("1000");
  await press("Home", 1);
  await press("ArrowRight", 48);
  await press("ArrowLeft", 3);
  expect(differences(await lab.picture(), before)).toEqual([]);
});
