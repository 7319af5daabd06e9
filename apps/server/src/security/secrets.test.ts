import { LIMITS } from "@wirestage/protocol";
import { afterEach, describe, expect, test } from "vitest";
import { fakeLab, postJson, type RunningServer, runServer } from "../testing/running-server.ts";

const SECRET = "xyzzy";

let server: RunningServer;
afterEach(() => server.stop());

function runWith(parameters: object): object {
  return { run: "tcp-hmac", parameters, clientParameters: { SECRET: `${SECRET} too` } };
}

/** Bodies that hold the secret and are refused, each for another reason. */
const REFUSED: readonly (readonly [string, RequestInit])[] = [
  ["a character that no source can hold", postJson(runWith({ SECRET: `${SECRET}"` }))],
  ["more characters than may be", postJson(runWith({ SECRET: SECRET.repeat(60) }))],
  ["no text at all", postJson(runWith({ SECRET: [SECRET] }))],
  ["the wrong place", postJson({ ...runWith({}), SECRET })],
  ["a parameter that does not exist beside it", postJson(runWith({ SECRET, SALT: SECRET }))],
  [
    "JSON that ends too early",
    { ...postJson({}), body: `{"run": "tcp-hmac", "parameters": {"SECRET": "${SECRET}"` },
  ],
  ["JSON that is none", { ...postJson({}), body: `{"parameters": {"SECRET": ${SECRET}}}` }],
  [
    "a body that is too large",
    postJson(runWith({ SECRET: SECRET.repeat(LIMITS.bodyBytes / SECRET.length + 1) })),
  ],
];

describe("a secret", () => {
  test.each(REFUSED)("in a run that is refused is neither answered nor logged: %s", async (_, request) => {
    server = await runServer();
    const response = await server.fetch("/api/labs", request);
    expect(response.ok).toBe(false);
    expect(await response.text()).not.toContain("xyz");
    expect(server.logged.join("")).not.toContain("xyz");
  });

  test.each(["refuse-open", "crash-on-open"])(
    "of a lab that cannot be opened is not told either: %s",
    async (mode) => {
      server = await runServer({ labCommand: fakeLab(mode) });
      const response = await server.fetch("/api/labs", postJson(runWith({ SECRET })));
      expect(response.ok).toBe(false);
      expect(await response.text()).not.toContain("xyz");
      expect(server.logged.join("")).not.toContain("xyz");
    },
  );

  test("of a run that goes on is not logged, and neither are those of commands, refused or not", async () => {
    server = await runServer();
    const lab = await server.openLab(runWith({ SECRET }));
    const client = await server.watch(lab, lab.token);
    await client.hasEvents(1);
    const command = { do: "run.start", ...runWith({ SECRET }) };
    client.sendText(JSON.stringify({ type: "command", id: 1, command }));
    await client.next("ack");
    for (const text of [
      JSON.stringify({
        type: "command",
        id: 2,
        command: { ...command, parameters: { SECRET: `${SECRET}"` } },
      }),
      `{"type": "command", "command": {"parameters": {"SECRET": ${SECRET}`,
    ]) {
      client.sendText(text);
    }
    await client.next("refused", ({ error }) => error.code === "bad_command");
    await client.next("refused", ({ error }) => error.code === "bad_json");
    expect(JSON.stringify(client.messages)).not.toContain("xyz");
    expect(server.logged.join("")).not.toContain("xyz");
  });
});
