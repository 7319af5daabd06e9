import { Health } from "@wirestage/protocol";
import { afterEach, expect, test } from "vitest";
import { type RunningServer, runServer } from "./testing/running-server.ts";

let server: RunningServer;
afterEach(() => server.stop());

test("a machine that allows labs: health names the kernel, a lab opens and tells its first event", async () => {
  server = await runServer();
  const health = Health.parse(await (await server.fetch("/api/health")).json());
  expect(health).toMatchObject({ mode: "kernel", kernelRelease: "6.1.0-fake", why: null });

  const lab = await server.openLab();
  const client = await server.watch(lab, lab.token);
  await client.hasEvents(1);
  expect(client.messages[0]).toMatchObject({ type: "welcome", lab: lab.id, mayCommand: true, next: 1 });
  expect(client.events[0]).toMatchObject({ seq: 0, kind: "lab.opened" });

  client.order({ emit: 3 }, 7);
  await client.next("ack", ({ id }) => id === 7);
  await client.hasEvents(4);
  expect(client.events.map(({ seq }) => seq)).toEqual([0, 1, 2, 3]);
});
