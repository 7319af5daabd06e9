import { TraceLog, packetdrillText, TraceEvent } from "@wirestage/trace";
import { tcpEchoRun } from "@wirestage/trace/testing";
console.log(packetdrillText(tcpEchoRun({latencyMs: 20}).run().log, "client"));
console.log(packetdrillText(tcpEchoRun({latencyMs: 20}).run().log, "server"));
async function real(body: unknown, host: string, wait = 3000) {
  const { id } = await (await fetch("http://127.0.0.1:8108/api/labs", { method: "POST", headers: {"content-type":"application/json"}, body: JSON.stringify(body) })).json();
  await new Promise(r => setTimeout(r, wait));
  const log = new TraceLog();
  let from = 0;
  for (;;) { const { events, next } = await (await fetch(`http://127.0.0.1:8108/api/labs/${id}/trace?from=${from}`)).json(); if (events.length === 0) break; log.append(events); from = next; }
  console.log(packetdrillText(log, host));
}
await real({ run: "tcp-echo", input: ["hello","exit"], latencyMs: 20, paceMs: 10 }, "client");
await real({ run: "udp-echo", input: ["hello","exit"], latencyMs: 20, paceMs: 10, parameters: {} }, "client");
await real({ run: "tcp-hmac", input: ["hello","exit"], latencyMs: 20, paceMs: 10 }, "server");
