import { request } from "node:http";
import { PAIRS } from "@wirestage/programs";
import { ErrorBody, LabStatus, OpenLabResponse, ProgramList, TracePage } from "@wirestage/protocol";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { fakeLab, postJson, type RunningServer, runServer } from "../testing/running-server.ts";

const Schemas = z.record(z.string(), z.object({}).loose());
const OpenApi = z.object({ paths: Schemas });

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let server: RunningServer;
beforeAll(async () => {
  server = await runServer({ labs: { labs: 1_000 }, labsPerMinute: 1_000 });
});
afterAll(() => server.stop());

/** For tests that need another configuration. */
async function ownServer(overrides: Parameters<typeof runServer>[0] = {}): Promise<RunningServer> {
  const own = await runServer(overrides);
  onTestFinished(() => own.stop());
  return own;
}

async function errorOf(answer: Response | Promise<Response>): Promise<{ status: number; error: ErrorBody }> {
  const response = await answer;
  return { status: response.status, error: ErrorBody.parse(await response.json()) };
}

/** fetch() does not let a program set Host. */
function statusWithHost(url: string, path: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}${path}`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on("error", reject).end();
  });
}

async function pageFrom(id: string, from: number): Promise<TracePage> {
  return TracePage.parse(await (await server.fetch(`/api/labs/${id}/trace?from=${from}`)).json());
}

describe("POST /api/labs", () => {
  test("without a body: 201, and an id and a token that cannot be guessed", async () => {
    const response = await server.fetch("/api/labs", { method: "POST" });
    expect(response.status).toBe(201);
    const { id, token } = OpenLabResponse.parse(await response.json());
    expect(Buffer.from(id, "base64url")).toHaveLength(16);
    expect(Buffer.from(token, "base64url").length).toBeGreaterThanOrEqual(16);
  });

  test.each([
    ["an empty body said to be JSON", { method: "POST", headers: { "content-type": "application/json" } }],
    ["an empty form, as curl -d '' sends it", { method: "POST", body: new URLSearchParams() }],
    ["an empty object", postJson({})],
    ["a run with lines to type", postJson({ run: "tcp-echo", input: ["hello", "exit"], latencyMs: 5 })],
    [
      "a run in both languages on another port",
      postJson({ run: "tcp-echo", language: "python", clientLanguage: "ts", parameters: { PORT: 9999 } }),
    ],
  ])("with %s: 201", async (_what, init) => {
    expect((await server.fetch("/api/labs", init)).status).toBe(201);
  });

  test("with a seed, a network and rules of its own: 201, and the seed stands in the trace", async () => {
    const rule = { id: "rule", host: null, filter: "tcp", pick: { of: "all" }, action: { do: "lose" } };
    const asked = { seed: 4_294_967_295, preset: "wifi", rules: [rule] };
    const response = await server.fetch("/api/labs", postJson(asked));
    expect(response.status).toBe(201);
    const { id } = OpenLabResponse.parse(await response.json());
    const trace = await server.fetch(`/api/labs/${id}/trace`);
    const { events } = TracePage.parse(await trace.json());
    expect(events[0]).toMatchObject({ kind: "lab.opened", seed: asked.seed });
  });

  test.each([
    ["a run that does not exist", { run: "quic" }, "run"],
    ["a field that does not exist", { runs: "tcp-echo" }, "runs"],
    ["a language that does not exist", { run: "tcp-echo", clientLanguage: "c" }, "clientLanguage"],
    ["a parameter that no program has", { run: "tcp-echo", parameters: { TTL: 3 } }, "parameters"],
    ["a network that nobody knows", { preset: "dialup" }, "preset"],
    [
      "a rule that does nothing",
      { rules: [{ id: "rule", host: null, filter: "", pick: { of: "all" } }] },
      "action",
    ],
    ["a seed beyond 32 bits", { seed: 2 ** 32 }, "seed"],
    ["a port beyond the last", { run: "tcp-echo", parameters: { PORT: 65_536 } }, "PORT"],
    ["a negative latency", { latencyMs: -1 }, "latencyMs"],
    ["more lines than a lab takes", { input: Array(257).fill("x") }, "input"],
    ["a line that is too long", { input: ["x".repeat(4_097)] }, "input"],
    ["an array", [], "object"],
  ])("with %s: 400 bad_request that says where", async (_what, body, place) => {
    const { status, error } = await errorOf(server.fetch("/api/labs", postJson(body)));
    expect(status).toBe(400);
    expect(error.code).toBe("bad_request");
    expect(error.message).toContain(place);
  });

  test("with text that is not JSON: 400 bad_json", async () => {
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: "{run:" };
    expect(await errorOf(server.fetch("/api/labs", init))).toMatchObject({
      status: 400,
      error: { code: "bad_json" },
    });
  });

  test("with a form that says something: 400 bad_request", async () => {
    const init = { method: "POST", body: new URLSearchParams({ run: "tcp-echo" }) };
    expect((await errorOf(server.fetch("/api/labs", init))).error.code).toBe("bad_request");
  });

  test("with a body that sets a prototype: 400, and no lab", async () => {
    const init = { ...postJson({}), body: '{"__proto__":{"run":"tcp-echo"}}' };
    expect((await errorOf(server.fetch("/api/labs", init))).status).toBe(400);
  });

  test("with a body beyond the limit: 413 body_too_large that says the limit", async () => {
    const server = await ownServer({ bodyBytes: 1_000 });
    const answer = await errorOf(server.fetch("/api/labs", postJson({ input: ["x".repeat(1_000)] })));
    expect(answer).toMatchObject({ status: 413, error: { code: "body_too_large", facts: { limit: 1_000 } } });
  });

  test("when all labs are in use: 429 too_many_labs; after one was closed it works again", async () => {
    const server = await ownServer({ labs: { labs: 2 } });
    const first = await server.openLab();
    await server.openLab();
    const answer = await errorOf(server.fetch("/api/labs", { method: "POST" }));
    expect(answer).toMatchObject({ status: 429, error: { code: "too_many_labs", facts: { limit: 2 } } });

    const headers = { authorization: `Bearer ${first.token}` };
    expect((await server.fetch(`/api/labs/${first.id}`, { method: "DELETE", headers })).status).toBe(204);
    expect((await server.fetch("/api/labs", { method: "POST" })).status).toBe(201);
  });

  test("many at once with one place left: exactly one lab opens", async () => {
    const server = await ownServer({ labs: { labs: 1 } });
    const statuses = await Promise.all(
      Array.from({ length: 8 }, async () => (await server.fetch("/api/labs", { method: "POST" })).status),
    );
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 429)).toHaveLength(7);
  });

  test("more often than one address may: 429 too_many_requests, and reading still works", async () => {
    const server = await ownServer({ labsPerMinute: 2 });
    const lab = await server.openLab();
    await server.openLab();
    const { status, error } = await errorOf(server.fetch("/api/labs", { method: "POST" }));
    expect({ status, code: error.code }).toEqual({ status: 429, code: "too_many_requests" });
    expect(error.facts["seconds"]).toBeGreaterThan(0);
    expect((await server.fetch(`/api/labs/${lab.id}`)).status).toBe(200);
  });

  test("any request more often than one address may: 429 too_many_requests", async () => {
    const server = await ownServer({ requestsPerMinute: 3 });
    for (let count = 0; count < 3; count += 1) await server.fetch("/api/programs");
    expect((await errorOf(server.fetch("/api/programs"))).error.code).toBe("too_many_requests");
  });

  test("refused by the lab process: its own code and sentence", async () => {
    const server = await ownServer({ labCommand: fakeLab("refuse-open") });
    const answer = await errorOf(server.fetch("/api/labs", postJson({ language: "python" })));
    expect(answer).toMatchObject({
      status: 501,
      error: { code: "language_unavailable", message: "No Python here." },
    });
    expect((await server.fetch("/api/health")).status).toBe(200);
  });

  test("from a foreign page: 403 origin_refused", async () => {
    const init = { method: "POST", headers: { origin: "http://evil.example" } };
    expect(await errorOf(server.fetch("/api/labs", init))).toMatchObject({
      status: 403,
      error: { code: "origin_refused" },
    });
  });
});

describe("a lab", () => {
  test("status: open, the next seq and the wall clock of its opening", async () => {
    const { id } = await server.openLab();
    const status = LabStatus.parse(await (await server.fetch(`/api/labs/${id}`)).json());
    expect(status).toEqual({
      id,
      state: "open",
      next: 1,
      watchers: 0,
      wallClock: "2026-01-01T00:00:00.000Z",
    });
  });

  test.each(["", "/trace", "/frames/1", "/recording.pcapng"])(
    "that does not exist, at …%s: 404 lab_not_found",
    async (path) => {
      const server = await ownServer();
      const answer = await errorOf(server.fetch(`/api/labs/AAAAAAAAAAAAAAAAAAAAAA${path}`));
      expect(answer).toMatchObject({ status: 404, error: { code: "lab_not_found" } });
    },
  );

  test.each([
    ["no token", {}, 401, "token_missing"],
    ["a token of another kind", { authorization: "Basic YTpi" }, 401, "token_missing"],
    ["another token", { authorization: "Bearer AAAA" }, 403, "token_wrong"],
  ])("deleted with %s: refused, and the lab lives", async (_what, headers, status, code) => {
    const { id } = await server.openLab();
    const answer = await errorOf(server.fetch(`/api/labs/${id}`, { method: "DELETE", headers }));
    expect(answer).toMatchObject({ status, error: { code } });
    expect((await server.fetch(`/api/labs/${id}`)).status).toBe(200);
  });

  test("deleted with its token: 204, its watcher hears lab_ended, and it is gone", async () => {
    const { id, token } = await server.openLab();
    const client = await server.watch({ id });
    await client.hasEvents(1);
    const headers = { authorization: `Bearer ${token}` };
    expect((await server.fetch(`/api/labs/${id}`, { method: "DELETE", headers })).status).toBe(204);
    expect((await client.next("end")).error.code).toBe("lab_ended");
    expect(await client.closed).toEqual({ code: 4409, reason: "lab_ended" });
    expect((await server.fetch(`/api/labs/${id}`)).status).toBe(404);
  });
});

describe("the trace as pages", () => {
  test("a trace longer than a page: pages join without gap, and the last is empty", async () => {
    const lab = await server.openLab();
    const client = await server.watch(lab, lab.token);
    client.order({ emit: 2_400 });
    await client.hasEvents(2_401);
    const seqs: number[] = [];
    let page = await pageFrom(lab.id, 0);
    for (; page.events.length > 0; page = await pageFrom(lab.id, page.next)) {
      expect(page.events.length).toBeLessThanOrEqual(1_000);
      seqs.push(...page.events.map(({ seq }) => seq));
    }
    expect(seqs).toEqual(Array.from({ length: 2_401 }, (_, seq) => seq));
    expect(page.next).toBe(2_401);
  });

  test("from beyond its end: 416 trace_not_there that says how far it is", async () => {
    const { id } = await server.openLab();
    const answer = await errorOf(server.fetch(`/api/labs/${id}/trace?from=5`));
    expect(answer).toMatchObject({
      status: 416,
      error: { code: "trace_not_there", facts: { from: 5, next: 1 } },
    });
  });

  test.each(["-1", "1.5", "x"])("from=%s: 400 bad_request", async (from) => {
    const { id } = await server.openLab();
    expect((await errorOf(server.fetch(`/api/labs/${id}/trace?from=${from}`))).error.code).toBe(
      "bad_request",
    );
  });
});

describe("frames", () => {
  test("frames whole in their event and frames kept beside it are both served whole", async () => {
    const lab = await server.openLab();
    const client = await server.watch(lab, lab.token);
    client.order({ frame: 1, length: 60, kept: 60 });
    client.order({ frame: 2, length: 1_500, kept: 256 });
    await client.hasEvents(3);
    const lengths = await Promise.all(
      [1, 2].map(async (frame) => {
        const response = await server.fetch(`/api/labs/${lab.id}/frames/${frame}`);
        expect(response.headers.get("content-type")).toBe("application/octet-stream");
        return (await response.arrayBuffer()).byteLength;
      }),
    );
    expect(lengths).toEqual([60, 1_500]);
    const missing = await errorOf(server.fetch(`/api/labs/${lab.id}/frames/3`));
    expect(missing).toMatchObject({ status: 404, error: { code: "frame_not_found", facts: { frame: 3 } } });
  });
});

describe("everything else", () => {
  test("programs: every pair with a server and a client in each of its languages, and the Python of the labs", async () => {
    const answer = await (await server.fetch("/api/programs")).json();
    const { programs, python } = ProgramList.parse(answer);
    expect(python).toEqual({ available: true, version: "3.11.2" });
    expect(programs.map(({ name }) => name)).toEqual(PAIRS.map(({ name }) => name));
    for (const { sources, languages } of programs) {
      const sides = sources.map(({ role, language }) => `${role} ${language}`);
      expect(sides).toEqual(languages.flatMap((language) => [`server ${language}`, `client ${language}`]));
      expect(sources.every(({ text }) => /^(export async function main\(|import socket)/m.test(text))).toBe(
        true,
      );
    }
  });

  test("OpenAPI has every path of the public surface; protocol.json has the four schemas", async () => {
    const openApi = OpenApi.parse(await (await server.fetch("/api/docs/json")).json());
    expect(Object.keys(openApi.paths)).toEqual(
      expect.arrayContaining([
        "/api/health",
        "/api/programs",
        "/api/labs",
        "/api/labs/{id}",
        "/api/labs/{id}/trace",
        "/api/labs/{id}/frames/{frame}",
        "/api/labs/{id}/recording.pcapng",
        "/metrics",
      ]),
    );
    const protocol = Schemas.parse(await (await server.fetch("/api/protocol.json")).json());
    expect(Object.keys(protocol)).toEqual(["ClientMessage", "Command", "ServerMessage", "TraceEvent"]);
    expect(JSON.stringify(protocol["Command"])).toContain("wire.release-all");
  });

  test("metrics count labs, events, watchers and processes", async () => {
    const server = await ownServer({});
    const lab = await server.openLab();
    const client = await server.watch(lab, lab.token);
    client.order({ emit: 4 }, 1);
    await client.next("ack");
    const text = await (await server.fetch("/metrics")).text();
    expect(text).toContain('wirestage_labs{state="open"} 1');
    expect(text).toContain("wirestage_events_total 5");
    expect(text).toContain("wirestage_watchers 1");
    expect(text).toContain("wirestage_lab_processes 1");
    expect(text).toContain('wirestage_command_seconds_count{command="program.input"} 1');
  });

  test("an unknown path under /api: 404 not_found that names it", async () => {
    const answer = await errorOf(server.fetch("/api/labz?x=1"));
    expect(answer).toMatchObject({ status: 404, error: { code: "not_found", facts: { path: "/api/labz" } } });
  });

  test("a path that is no path: 400 bad_request", async () => {
    expect((await errorOf(server.fetch("/api/labs/%zz"))).error.code).toBe("bad_request");
  });

  test("a Host that is not ours: 403", async () => {
    expect(await statusWithHost(server.url, "/api/health", "evil.example")).toBe(403);
    expect(await statusWithHost(server.url, "/api/health", "localhost:1234")).toBe(200);
  });

  test("the policy for pages: own scripts only, no upgrade to TLS", async () => {
    const { headers } = await server.fetch("/api/health");
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain("upgrade-insecure-requests");
    expect(headers.get("strict-transport-security")).toBeNull();
  });

  test("neither a token nor a lab's id reaches the log, also when much goes wrong", async () => {
    const own = await ownServer();
    const lab = await own.openLab();
    const client = await own.watch(lab, lab.token);
    client.sendText(`{"token":"${lab.token}"`);
    await client.next("refused");
    client.order("garbage");
    await client.next("end");
    const headers = { authorization: `Bearer ${lab.token}` };
    await own.fetch(`/api/labs/${lab.id}/frames/none`, { headers });
    await own.fetch(`/api/labs/${lab.id}`, { method: "DELETE", headers });
    await own.stop();
    const log = own.logged.join("\n");
    expect(log).toContain("lab process broke the protocol");
    expect(log).not.toContain(lab.token);
    expect(log).not.toContain(lab.id);
  });
});
