import { ErrorBody, Health, LabStatus, ProgramList } from "@wirestage/protocol";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { bundleWorker } from "../testing/bundle-worker.ts";
import { fakeLab, type RunningServer, runServer } from "../testing/running-server.ts";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

async function serverWith(...args: Parameters<typeof runServer>): Promise<RunningServer> {
  const server = await runServer(...args);
  onTestFinished(() => server.stop());
  return server;
}

async function healthOf(server: RunningServer): Promise<Health> {
  return Health.parse(await (await server.fetch("/api/health")).json());
}

async function stateOf(server: RunningServer, id: string): Promise<string> {
  return LabStatus.parse(await (await server.fetch(`/api/labs/${id}`)).json()).state;
}

/** Resolves when the log has a line with `text`; `times` of them where given. */
function logged(server: RunningServer, text: string, times = 1): Promise<void> {
  return vi.waitFor(
    () => expect(server.logged.filter((line) => line.includes(text)).length).toBeGreaterThanOrEqual(times),
    { timeout: 20_000, interval: 10 },
  );
}

describe("a machine that allows labs", () => {
  test("health names the kernel", async () => {
    const server = await serverWith();
    expect(await healthOf(server)).toMatchObject({
      version: "0.0.0-test",
      kernelRelease: "6.1.0-fake",
      mode: "kernel",
      why: null,
    });
  });

  test("labs are spread over the processes: one that crashes takes only its own, another replaces it", async () => {
    const server = await serverWith({ labProcesses: 2 });
    await vi.waitFor(async () => {
      expect(await (await server.fetch("/metrics")).text()).toContain("wirestage_lab_processes 2");
    });
    const [first, second] = [await server.openLab(), await server.openLab()];
    const clients = await Promise.all([first, second].map((lab) => server.watch(lab, lab.token)));
    await Promise.all(clients.map((client) => client.hasEvents(1)));
    clients[0]?.order("crash", 1);

    expect((await clients[0]?.next("refused"))?.error.code).toBe("lab_lost");
    expect((await clients[0]?.next("end"))?.error.code).toBe("lab_lost");
    expect((await clients[0]?.closed)?.code).toBe(4410);
    expect([await stateOf(server, first.id), await stateOf(server, second.id)]).toEqual(["lost", "open"]);
    clients[1]?.order({ emit: 1 }, 2);
    await clients[1]?.next("ack");

    server.timers.advance(1_000);
    await vi.waitFor(async () => {
      expect(await (await server.fetch("/metrics")).text()).toContain("wirestage_lab_processes 2");
    });
    expect(await (await server.fetch("/metrics")).text()).toContain("wirestage_lab_process_restarts 1");
  });

  test("the trace of a lost lab stays readable: pages, stream, recording", async () => {
    const server = await serverWith({ recordings: { workerEntry: await bundleWorker("recording-worker") } });
    const lab = await server.openLab();
    const client = await server.watch(lab, lab.token);
    client.order({ emit: 3 });
    client.order("crash");
    await client.next("end");

    const later = await server.watch(lab);
    expect((await later.next("end")).error.code).toBe("lab_lost");
    expect(later.events.map(({ seq }) => seq)).toEqual([0, 1, 2, 3]);
    expect((await server.fetch(`/api/labs/${lab.id}/trace`)).status).toBe(200);
    expect((await server.fetch(`/api/labs/${lab.id}/recording.pcapng`)).status).toBe(200);
  });

  test("a command to a lost lab, before the connection is closed: refused with lab_lost", async () => {
    const server = await serverWith();
    const lab = await server.openLab();
    const client = await server.watch(lab, lab.token);
    client.order("silence", 1);
    client.order("crash", 2);
    await client.next("end");
    const refused = client.messages.flatMap((message) => (message.type === "refused" ? [message.id] : []));
    expect(refused).toEqual([1, 2]);
  });

  test("a process that dies in the middle of an event: what was whole is kept, half an event is not", async () => {
    const server = await serverWith();
    const lab = await server.openLab();
    const client = await server.watch(lab, lab.token);
    client.order("torn");
    await client.next("end");
    expect(client.events.map(({ seq }) => seq)).toEqual([0, 1]);
  });

  test("a process that writes what is no message: killed, its lab lost, the server lives", async () => {
    const server = await serverWith();
    const lab = await server.openLab();
    const client = await server.watch(lab, lab.token);
    client.order("garbage");
    expect((await client.next("end")).error.code).toBe("lab_lost");
    server.timers.advance(1_000);
    expect((await server.fetch("/api/labs", { method: "POST" })).status).toBe(201);
  });

  test("a lab that leaves out an event: lost, for a trace with a gap is none; the next lab of that process works", async () => {
    const server = await serverWith();
    const lab = await server.openLab();
    const client = await server.watch(lab, lab.token);
    client.order("skip");
    expect((await client.next("end")).error.code).toBe("lab_lost");
    expect(client.events.map(({ seq }) => seq)).toEqual([0]);
    expect((await server.fetch("/api/labs", { method: "POST" })).status).toBe(201);
  });

  test("processes that crash as soon as they are used: given up after a few, with a sentence in health", async () => {
    const server = await serverWith({ labCommand: fakeLab("crash-on-open") });
    for (let crash = 1; crash <= 7; crash += 1) {
      const answer = server.fetch("/api/labs", { method: "POST" });
      await logged(server, "lab process ended", crash);
      expect((await answer).status).toBe(410);
      server.timers.advance(5_000);
    }
    const health = await healthOf(server);
    expect(health).toMatchObject({ mode: "recordings", why: { code: "lab_process_failed" } });
    expect((await server.fetch("/api/labs", { method: "POST" })).status).toBe(503);
  });
});

describe("a machine that does not", () => {
  const allowed = { platform: "linux", sysctl: () => null, openTun: () => null };

  test.each([
    ["has no unshare", ["wirestage-no-such-program"], {}, "lab_process_failed", "ENOENT"],
    [
      "forbids user namespaces",
      fakeLab("exit", "1", "unshare: unshare failed: Operation not permitted"),
      { sysctl: (name: string) => (name === "kernel.unprivileged_userns_clone" ? 0 : null) },
      "no_user_namespaces",
      "sudo sysctl -w kernel.unprivileged_userns_clone=1",
    ],
    [
      "has no /dev/net/tun",
      fakeLab("unusable", "no_tun_device", "?"),
      { openTun: () => "ENOENT" },
      "no_tun_device",
      "sudo modprobe tun",
    ],
    [
      "does not open /dev/net/tun to us",
      fakeLab("unusable", "tun_permission_denied", "?"),
      { openTun: () => "EACCES" },
      "tun_permission_denied",
      "chmod 0666 /dev/net/tun",
    ],
    ["is no Linux", fakeLab("exit", "1", ""), { platform: "darwin" }, "not_linux", "darwin"],
    [
      "has no sock_diag",
      fakeLab("unusable", "no_sock_diag", "Load tcp_diag."),
      {},
      "no_sock_diag",
      "Load tcp_diag.",
    ],
  ])(
    "%s: recordings only, and both health and POST say why",
    async (_what, labCommand, probe, code, cure) => {
      const server = await serverWith({ labCommand }, { probe: { ...allowed, ...probe } });
      const { mode, why } = await healthOf(server);
      expect({ mode, code: why?.code }).toEqual({ mode: "recordings", code });
      expect(why?.message).toContain(cure);

      const answer = await server.fetch("/api/labs", { method: "POST" });
      expect(answer.status).toBe(503);
      const error = ErrorBody.parse(await answer.json());
      expect(error).toEqual({ code: "kernel_unavailable", message: why?.message, facts: { why: code } });
      const { python } = ProgramList.parse(await (await server.fetch("/api/programs")).json());
      expect(python).toEqual({ available: false, message: why?.message });
    },
  );

  test("says nothing for 10 s: health answers then, and the process is killed", async () => {
    const server = await serverWith({ labCommand: fakeLab("silent") });
    const health = healthOf(server);
    server.timers.advance(10_000);
    expect((await health).why?.code).toBe("lab_process_silent");
    await logged(server, "lab process ended");
  });
});
