import { request as nodeRequest } from "node:http";
import { type APIResponse, expect, type Page, test } from "@playwright/test";
import { ErrorBody, ServerMessage } from "@wirestage/protocol";
import { openLab, readTrace } from "../api.ts";
import { consoleErrors } from "../console-errors.ts";
import { onOwnServer, overBreakableNetwork } from "../fixtures.ts";
import { LabPage } from "../lab-page.ts";

/** The page waits up to 8 s between two attempts to come back. */
const RETRY_TIMEOUT = 25_000;

async function connectedLab(page: Page): Promise<LabPage> {
  const lab = await LabPage.start(page);
  await expect(lab.terminal("client")).toContainText("connected to");
  return lab;
}

/** The lab answers: a line goes through both kernels and comes back. */
async function expectEcho(lab: LabPage, line: string): Promise<void> {
  await lab.type(line);
  await expect(lab.terminal("client")).toContainText(`reply: ${line.toUpperCase()}`);
}

/** What was seen can be looked at: nothing at the start, the handshake at the end. */
async function expectBrowsable(lab: LabPage): Promise<void> {
  await lab.page.keyboard.press("Home");
  await expect(lab.frame("SYN ")).toHaveCount(0);
  await lab.page.keyboard.press("End");
  await expect(lab.frame("SYN-ACK").first()).toBeVisible();
  await expect(lab.terminal("client")).toContainText("connected to");
}

async function eventsShown(lab: LabPage): Promise<number> {
  return Number(/(\d+) events?/.exec((await lab.status.textContent()) ?? "")?.[1]);
}

onOwnServer(
  "lab process killed: said in words, the past stays, one press opens a lab that works",
  async ({ page, server }) => {
    const lab = await connectedLab(page);
    const before = lab.id;
    for (const pid of server.labProcesses()) process.kill(pid, "SIGKILL");

    const notice = page
      .getByRole("alert")
      .filter({ hasText: "The lab's process died, and its hosts with it." });
    await expect(notice).toBeVisible();
    await expect(lab.status).toContainText("Ended");
    await expect(page.getByRole("button", { name: "Hold all" })).toBeDisabled();
    await expectBrowsable(lab);

    await notice.getByRole("button", { name: "New lab" }).click();
    await expect(notice).toBeHidden();
    expect(lab.id).not.toBe(before);
    await expect(lab.terminal("client")).toContainText("connected to");
    await expectEcho(lab, "hello");
  },
);

onOwnServer(
  "server stopped in good order: said in words; once it is back, one press goes on",
  async ({ page, server }) => {
    const lab = await connectedLab(page);
    await server.end("SIGTERM");
    const notice = page.getByRole("alert").filter({ hasText: "Wirestage is shutting down" });
    await expect(notice).toBeVisible();
    await expectBrowsable(lab);

    await notice.getByRole("button", { name: "New lab" }).click();
    await expect(page.getByText("Wirestage does not answer.", { exact: false })).toBeVisible();
    await server.startAgain();
    await notice.getByRole("button", { name: "New lab" }).click();
    await expect(lab.terminal("client")).toContainText("connected to");
  },
);

onOwnServer(
  "server crashed and started again: connection lost, then that the lab is gone; nothing is left behind",
  async ({ page, server }) => {
    const lab = await connectedLab(page);
    const processes = server.labProcesses();
    expect(processes).not.toEqual([]);
    await server.end("SIGKILL");
    await expect(lab.status).toContainText("Connection lost; trying again…");
    await expectBrowsable(lab);
    await expect.poll(() => processes.filter(isAlive)).toEqual([]);

    await server.startAgain();
    await expect(
      page.getByRole("alert").filter({ hasText: "There is no such lab, or it is gone." }),
    ).toBeVisible({ timeout: RETRY_TIMEOUT });
    await expectBrowsable(lab);
  },
);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

overBreakableNetwork(
  "network cut in the middle of a run: resumes, nothing missing and nothing twice",
  async ({ page, network }) => {
    const received: number[] = [];
    page.on("websocket", (socket) =>
      socket.on("framereceived", ({ payload }) => {
        const message = ServerMessage.parse(JSON.parse(String(payload)));
        if (message.type === "batch") received.push(...message.events.map(({ seq }) => seq));
      }),
    );
    const lab = await LabPage.start(page);
    await expect(lab.frame("SYN ").first()).toBeVisible();
    await network.cut();
    await expect(lab.status).toContainText("Connection lost; trying again…");
    await expect(page.getByRole("button", { name: "Hold all" })).toBeDisabled();
    const seenBefore = received.length;

    await network.mend();
    await expect(lab.status).not.toContainText("Connection lost");
    await expectEcho(lab, "hello");
    const trace = await readTrace(page.request, lab.id);
    await expect.poll(() => eventsShown(lab)).toBe((await readTrace(page.request, lab.id)).length);
    expect(trace.length).toBeGreaterThan(seenBefore);
    expect(received.slice(0, trace.length)).toEqual(trace.map(({ seq }) => seq));
  },
);

test("a second tab of the same lab: both show the same, say so, and both may command", async ({ page }) => {
  const first = await connectedLab(page);
  const other = await page.context().newPage();
  await other.goto(page.url());
  const second = new LabPage(other);
  for (const lab of [first, second]) await expect(lab.status).toContainText("Open in 2 tabs");

  await other.getByRole("button", { name: "Hold all" }).click();
  for (const each of [page, other]) {
    await expect(each.getByRole("button", { name: "Hold all" })).toHaveAttribute("aria-pressed", "true");
  }
  await page.getByRole("button", { name: "Hold all" }).click();
  await expect(other.getByRole("button", { name: "Hold all" })).toHaveAttribute("aria-pressed", "false");
  await expectEcho(first, "hello");
  await expectEcho(second, "again");
  await expect(first.terminal("client")).toHaveText((await second.terminal("client").textContent()) ?? "");
  await expect.poll(async () => (await first.seenStates()).length).toBeGreaterThan(0);
  expect(await second.seenStates()).toEqual(await first.seenStates());
  await expect.poll(async () => (await eventsShown(first)) - (await eventsShown(second))).toBe(0);

  await other.close();
  await expect(first.status).not.toContainText("Open in");
});

test("a browser without the lab's token: it watches, its commands are disabled and refused, the lab runs on", async ({
  page,
  browser,
}) => {
  const lab = await connectedLab(page);
  const stranger = await browser.newContext();
  const watching = new LabPage(await stranger.newPage());
  await watching.page.goto(`${page.url()}?lang=en`);
  await expect(watching.status).toContainText("Watching only");
  await expect(watching.terminal("client")).toContainText("connected to");
  for (const name of ["Hold all", "Step", "Release all", "Run again"]) {
    await expect(watching.page.getByRole("button", { name, exact: true })).toBeDisabled();
  }
  await expect(watching.keyboardOf("client")).not.toBeEditable();
  await watching.page.keyboard.press("h");
  await expect(watching.page.getByRole("alert").filter({ hasText: "You are only watching" })).toBeVisible();

  await expectEcho(lab, "hello");
  await expect(watching.terminal("client")).toContainText("reply: HELLO");
  await stranger.close();
});

for (const { language, text, press } of [
  { language: "en", text: "There is no such lab, or it is gone. Open a new one.", press: "New lab" },
  { language: "zh", text: "没有这个实验，或者它已经不在了。请新开一个。", press: "新开实验" },
]) {
  test(`an address without a lab, ${language}: said in words, one press opens one`, async ({ page }) => {
    await page.goto(`/lab/nobody-opened-this?lang=${language}`);
    await expect(page.getByRole("heading", { name: text })).toBeVisible();
    await page.getByRole("button", { name: press }).click();
    await expect(page.getByRole("log").filter({ hasText: "connected to" })).toBeVisible();
  });
}

test("a command on a frame that has arrived: refused in words, the lab runs on", async ({ page }) => {
  const lab = await connectedLab(page);
  await expect(lab.frame("SYN ").first()).toHaveAccessibleName(/delivered/);
  await lab.frame("SYN ").first().focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("d");
  await expect(
    page.getByRole("alert").filter({ hasText: "This frame has already arrived or been lost." }),
  ).toBeVisible();
  await expectEcho(lab, "hello");
});

test("parameters that nobody knows, and addresses that lead nowhere: the page works, or says what it is", async ({
  page,
}) => {
  const complaints = consoleErrors(page);
  await page.goto("/?lang=tlh&theme=%00&t=NaN&frame=-1&lang=xx&__proto__=1&=&%E0=1");
  await page.getByRole("radio", { name: /you type/ }).check();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await page.waitForURL(/\/lab\//);
  const lab = new LabPage(page);
  await expect(lab.terminal("client")).toContainText("connected to");
  await page.goto(`/lab/${lab.id}?lang=en-GB-x-none&theme=neon&t=1e99&frame=%27%22%3Cb%3E&seq#%E0%A4%A`);
  await expect(lab.frame("SYN ")).toHaveCount(1);
  await expectEcho(lab, "hello");

  await page.goto("/no/such/page?lang=en");
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  await page.getByRole("link", { name: "To the start page" }).click();
  await expect(page.getByRole("button", { name: "Start", exact: true })).toBeVisible();
  expect(complaints).toEqual([]);
});

async function expectError(answer: APIResponse, status: number, code: string): Promise<void> {
  const error = ErrorBody.parse(await answer.json());
  expect({ url: answer.url(), status: answer.status(), code: error.code }).toEqual({
    url: answer.url(),
    status,
    code,
  });
  expect(error.message).toMatch(/^[A-Z].{10,}[.:]/);
}

test("malformed and refused requests: each answer has its status, a code and a sentence; the lab runs on", async ({
  request: api,
}) => {
  const { id, token } = await openLab(api, {});
  const lab = `/api/labs/${id}`;
  const json = { "content-type": "application/json" };
  const post = (data: Buffer | object, headers = json) => api.post("/api/labs", { data, headers });
  await expectError(await post(Buffer.from("{run:")), 400, "bad_json");
  await expectError(await post({ run: "quic" }), 400, "bad_request");
  await expectError(await post({ latencyMs: "long" }), 400, "bad_request");
  await expectError(await post({ input: ["x".repeat(2 * 1024 * 1024)] }), 413, "body_too_large");
  await expectError(await api.get("/api/labs/none"), 404, "lab_not_found");
  await expectError(await api.get("/api/labs/none/trace"), 404, "lab_not_found");
  await expectError(await api.get("/api/labs/none/recording.pcapng"), 404, "lab_not_found");
  await expectError(await api.get(`${lab}/trace?from=-1`), 400, "bad_request");
  await expectError(await api.get(`${lab}/trace?from=soon`), 400, "bad_request");
  await expectError(await api.get(`${lab}/trace?from=1000000`), 416, "trace_not_there");
  await expectError(await api.get(`${lab}/frames/0`), 400, "bad_request");
  await expectError(await api.get(`${lab}/frames/9`), 404, "frame_not_found");
  await expectError(await api.get("/api/nothing"), 404, "not_found");
  await expectError(await api.delete(lab), 401, "token_missing");
  const wrong = { authorization: `Bearer ${token.slice(1)}x` };
  await expectError(await api.delete(lab, { headers: wrong }), 403, "token_wrong");
  const foreign = { ...json, origin: "http://elsewhere.example" };
  await expectError(await post({}, foreign), 403, "origin_refused");
  expect((await api.get(lab)).status()).toBe(200);
});

test("a request for a host name that is not ours, as in DNS rebinding: refused with its code", async ({
  baseURL,
}) => {
  const text = await new Promise<string>((resolve, reject) => {
    const sent = nodeRequest(
      `${baseURL}/api/health`,
      { headers: { host: "elsewhere.example" } },
      (answer) => {
        let all = "";
        answer.setEncoding("utf8").on("data", (part: string) => (all += part));
        answer.on("end", () => resolve(all));
      },
    );
    sent.on("error", reject).end();
  });
  expect(ErrorBody.parse(JSON.parse(text)).code).toBe("host_refused");
});

test("nonsense on a lab's WebSocket: each message is refused with a code, and the run goes on", async ({
  page,
}) => {
  const lab = await connectedLab(page);
  const nonsense = [
    "no JSON",
    "[]",
    '{"type":"hello","token":7}',
    '{"type":"command","id":1,"command":{"do":"fly"}}',
  ];
  const answers = await page.evaluate(
    ({ path, messages }) =>
      new Promise<string[]>((resolve) => {
        const heard: string[] = [];
        const socket = new WebSocket(path);
        socket.onopen = () => {
          for (const message of messages) socket.send(message);
        };
        socket.onmessage = ({ data }) => {
          heard.push(String(data));
          if (heard.length === messages.length) resolve(heard);
        };
      }),
    { path: `/api/labs/${lab.id}/trace`, messages: nonsense },
  );
  for (const answer of answers) {
    const message = ServerMessage.parse(JSON.parse(answer));
    expect(message.type).toBe("refused");
    if (message.type === "refused") expect(message.error.code).toMatch(/^bad_(json|command)$/);
  }
  await expectEcho(lab, "hello");
});
