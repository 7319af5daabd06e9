import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execSocketName } from "@wirestage/protocol";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { ExecClient } from "../testing/exec-client.ts";
import { postJson, type RunningServer, runServer } from "../testing/running-server.ts";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wirestage-exec-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

async function serverWith(...args: Parameters<typeof runServer>): Promise<RunningServer> {
  const server = await runServer(...args);
  onTestFinished(() => server.stop());
  return server;
}

async function answersLabs(path: string): Promise<boolean> {
  const client = new ExecClient(path);
  client.send({ type: "labs" });
  return (await client.next()).type === "labs";
}

function warnings(server: RunningServer): string[] {
  return server.logged.filter((line) => line.includes("wirestage exec"));
}

describe("the exec socket", () => {
  test("stands in a directory that only the user may enter, and only the user may connect to it", async () => {
    const directory = join(folder, "wirestage");
    const server = await serverWith({ exec: { directories: [directory] } });
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    expect(statSync(server.execSocket).mode & 0o777).toBe(0o600);
  });

  test("is gone when the server has stopped", async () => {
    const server = await runServer({ exec: { directories: [folder] } });
    expect(existsSync(server.execSocket)).toBe(true);
    await server.stop();
    expect(existsSync(server.execSocket)).toBe(false);
  });

  test.each([
    ["a file", () => writeFileSync(join(folder, "x"), ""), "x", "is no directory"],
    ["a link to a directory", () => symlinkSync(tmpdir(), join(folder, "x")), "x", "is no directory"],
    ["a directory open to others", () => chmodSync(folder, 0o755), ".", "is open to other users"],
    ["below nothing", () => {}, "x/y", "cannot be created"],
  ])("where its place is %s: the log says so, and all else works", async (_what, make, name, why) => {
    make();
    const server = await serverWith({ exec: { directories: [join(folder, name)] } });
    expect(warnings(server).join()).toContain(why);
    expect((await server.fetch("/api/labs", { method: "POST" })).status).toBe(201);
  });

  test("left by a server that was killed: replaced", async () => {
    const before = await runServer({ exec: { directories: [folder] } });
    await before.stop();
    // As a socket whose server is gone, a plain file refuses connections.
    writeFileSync(before.execSocket, "");
    const port = Number(new URL(before.url).port);
    const server = await serverWith({ port, exec: { directories: [folder] } });
    expect(await answersLabs(server.execSocket)).toBe(true);
  });

  test("of another server with this port on another address: left to it, also when we stop", async () => {
    const first = await serverWith({ exec: { directories: [folder] } });
    const port = Number(new URL(first.url).port);
    const second = await runServer({ port, host: "127.0.0.2", exec: { directories: [folder] } });
    expect(warnings(second).join()).toContain("Another server");
    await second.stop();
    expect(await answersLabs(first.execSocket)).toBe(true);
  });

  test("where the directory belongs to somebody else: not used", async () => {
    const server = await serverWith({ exec: { directories: [folder], uid: 4_242 } });
    expect(warnings(server).join()).toContain("belongs to user");
    expect(existsSync(server.execSocket)).toBe(false);
  });

  test("where the first place cannot be used: in the second", async () => {
    const second = join(folder, "second");
    const server = await serverWith({ exec: { directories: ["/proc/none/wirestage", second] } });
    const { port } = new URL(server.url);
    expect(await answersLabs(join(second, execSocketName(Number(port))))).toBe(true);
  });
});

describe("the web", () => {
  test.each(["/api/exec", "/api/labs/x/exec", "/api/labs/x/attach"])("has nothing at %s", async (path) => {
    const server = await serverWith();
    expect((await server.fetch(path, postJson({ command: ["true"] }))).status).toBe(404);
  });

  test("cannot attach on a lab's WebSocket, token or not", async () => {
    const server = await serverWith();
    const lab = await server.openLab();
    const client = await server.watch(lab, lab.token);
    client.sendText(JSON.stringify({ type: "attach", id: 1, host: "client", command: ["true"] }));
    const command = { do: "attach", host: "client", command: ["true"] };
    client.sendText(JSON.stringify({ type: "command", id: 2, command }));
    await client.next("refused", ({ id }) => id === 2);
    const codes = client.messages.flatMap((each) => (each.type === "refused" ? [each.error.code] : []));
    expect(codes).toEqual(["bad_command", "bad_command"]);
  });
});
