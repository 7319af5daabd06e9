import { describeKernel } from "@wirestage/linux/testing";
import { OpenLabRequest } from "@wirestage/protocol";
import { it } from "vitest";
import { writeFileSync, mkdirSync } from "node:fs";
import { Workshop } from "./workshop.ts";

function lab(programs: {server: string; client: string}, request: object) {
  const dir = `/tmp/rev/p${Math.random()}`;
  mkdirSync(`${dir}/tcp-echo`, { recursive: true });
  writeFileSync(`${dir}/tcp-echo/server.ts`, programs.server);
  writeFileSync(`${dir}/tcp-echo/client.ts`, programs.client);
  const events: any[] = []; const messages: any[] = [];
  const w = new Workshop({ send: (m: any) => messages.push(m), sendFrame: () => {}, sendEvents: (_l: string, { lines }: any) => { for (const l of lines) events.push(JSON.parse(l)); } } as any, dir);
  w.handle({ type: "open", lab: "lab", request: OpenLabRequest.parse({ run: "tcp-echo", paceMs: 0, ...request }), seed: 1, maxEvents: 100000 });
  return { events, messages, w };
}
const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms));
const SERVER = `export async function main(host, { address, port, backlog, bufferSize }) {
  const l = await host.socket("AF_INET", "SOCK_STREAM"); await l.bind([address, port]); await l.listen(backlog);
  const [c] = await l.accept(); BODY }`;
const CLIENT = `export async function main(host, { address, port, bufferSize }) {
  const s = await host.socket("AF_INET", "SOCK_STREAM"); await s.connect([address, port]); BODY }`;
const server = (b: string) => SERVER.replace("BODY", b); const client = (b: string) => CLIENT.replace("BODY", b);
const brief = (e: any) => `${e.seq} ${(e.t / 1e6).toFixed(1)} ${e.kind} ${e.host ?? ""} ${e.state ?? ""} ${JSON.stringify(e.timer ?? null)} ${JSON.stringify(e.cause ?? null)} ${e.name ?? ""} ${JSON.stringify(e.outcome ?? e.text ?? "")}`;

describeKernel("review", () => {
  it("A held syn", async () => {
    const { events } = lab({ server: server(""), client: client("") }, { hold: true });
    await sleep(16500);
    console.log(events.filter((e) => e.kind.startsWith("socket") || e.kind === "frame.sent").map(brief).join("\n"));
  });
  it("B partial sendall", async () => {
    const { events } = lab({ server: server(`let n=0; while (true) { const d = await c.recv(65536); if (!d.length) break; n+=d.length } host.print("got "+n)`), client: client(`await s.sendall(new Uint8Array(8_000_000)); await s.close();`) }, { latencyMs: 1 });
    await sleep(6000);
    const causes: any = {};
    for (const e of events) if (e.kind === "frame.sent" && e.host === "client" && e.length > 100) { const k = e.cause.by + (e.cause.timer ?? ""); causes[k] = (causes[k] ?? 0) + 1; }
    console.log("B", causes, events.filter((e) => e.kind === "program.output").map(brief), events.length);
  });
  it("C use after close", async () => {
    const { events } = lab({ server: server(`await c.close(); const x = await host.socket("AF_INET","SOCK_STREAM"); host.print("x "+x.fd+" c "+c.fd); try { await c.bind([address, 7777]); host.print("bound through a closed socket") } catch (e) { host.print(String(e)) }`), client: client(`host.print("ok")`) }, {});
    await sleep(300);
    console.log("C", events.filter((e) => e.kind === "program.output" || e.kind === "call.returned").map(brief));
  });
  it("D bad address", async () => {
    const { events, messages } = lab({ server: server(``), client: `export async function main(host, { address, port, bufferSize }) {
  const s = await host.socket("AF_INET", "SOCK_STREAM"); try { await s.connect(["nowhere", port]); } catch (e) { host.print(String(e)) } }` }, {});
    await sleep(300);
    console.log("D", events.filter((e) => e.kind === "program.output" || e.kind.startsWith("call.") || e.kind==="program.ended").map(brief), messages);
  });
  it("E many closes", async () => {
    const { events, messages, w } = lab({ server: `export async function main(host) { for (let i=0;i<256;i++) await host.socket("AF_INET","SOCK_STREAM"); await host.input("") }`, client: "" }, {});
    w.handle({ type: "open", lab: "lab2", request: OpenLabRequest.parse({ run: "tcp-echo", paceMs: 0 }), seed: 1, maxEvents: 100000 });
    await sleep(500);
    w.handle({ type: "close", lab: "lab" }); w.handle({ type: "close", lab: "lab2" });
    await sleep(1500);
    console.log("E", events.length, messages);
  });
});
