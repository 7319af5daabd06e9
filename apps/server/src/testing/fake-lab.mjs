/**
 * A lab process without a kernel, for the server's own tests. It speaks the control protocol on descriptor 3 and does
 * what `program.input` tells it, as JSON: `{"emit": 3}`, `{"frame": 1, "length": 60, "kept": 60}`, `{"facts": [{"kind": …}]}`, `"crash"`, `"full"`,
 * `"garbage"`, `"skip"`, `"silence"`, `"torn"`.
 *
 * Usage: node fake-lab.mjs [ready | unusable <code> <message> | exit <code> <stderr> | silent | refuse-open | crash-on-open];
 * what the server adds to the command is not looked at.
 */
import { mkdtempSync } from "node:fs";
import { createServer, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const [mode = "ready", first = "", second = ""] = process.argv.slice(2);
const control = new Socket({ fd: 3, readable: true, writable: true });
/** @type {Map<string, { seq: number, began: number, programs: number }>} */
const labs = new Map();

const python = { available: true, version: "3.11.2", executable: "/usr/bin/python3.11" };

/** @param {object} message */
function send(message) {
  control.write(`${JSON.stringify(message)}\n`);
}

/** @param {number} began */
function traceTime(began) {
  return Math.round((performance.now() - began) * 1_000_000);
}

/**
 * @param {string} id
 * @param {object[]} facts
 */
function tell(id, facts) {
  const lab = labs.get(id);
  if (lab === undefined || facts.length === 0) return;
  const from = lab.seq;
  const now = traceTime(lab.began);
  const lines = facts.map((fact, index) => JSON.stringify({ seq: from + index, t: now, ...fact }));
  lab.seq += lines.length;
  control.write(
    `${JSON.stringify({ type: "events", lab: id, from, count: lines.length, now })}\n${lines.join("\n")}\n`,
  );
}

/** @param {number} count */
function notes(count) {
  return Array.from({ length: count }, (_, index) => ({ kind: "note", topic: "test", facts: { index } }));
}

/**
 * @param {string} id
 * @param {number} seed
 */
function openedEvent(id, seed) {
  tell(id, [
    {
      kind: "lab.opened",
      version: 2,
      kernelRelease: "6.1.0-fake",
      wallClock: "2026-01-01T00:00:00.000Z",
      seed,
      mtu: 1500,
      request: null,
      capture: null,
      hosts: [
        { name: "client", address: "10.0.0.1", address6: null, mac: "02:00:00:00:00:01", interface: "eth0" },
        { name: "server", address: "10.0.0.2", address6: null, mac: "02:00:00:00:00:02", interface: "eth0" },
      ],
      sysctls: {},
    },
  ]);
}

/**
 * @param {string} id
 * @param {{ frame: number, length: number, kept: number }} order
 */
function sendFrame(id, { frame, length, kept }) {
  const bytes = Buffer.from(Array.from({ length }, (_, index) => index % 256));
  if (kept < length) send({ type: "frame", lab: id, frame, bytes: bytes.toString("base64") });
  const cut = bytes.subarray(0, kept).toString("base64");
  tell(id, [
    { kind: "frame.sent", frame, host: "client", bytes: cut, length, due: null, cause: { by: "kernel" } },
  ]);
}

/** Half an event, then the end. @param {string} id */
function tear(id) {
  const lab = labs.get(id);
  const head = { type: "events", lab: id, from: lab?.seq, count: 2, now: 1 };
  const whole = JSON.stringify({ seq: lab?.seq, t: 1, kind: "note", topic: "test", facts: {} });
  control.write(`${JSON.stringify(head)}\n${whole}\n${whole.slice(0, 10)}`, () => process.exit(9));
}

/**
 * @param {string} id
 * @param {any} order
 */
function obey(id, order) {
  const lab = labs.get(id);
  if (order === "crash") process.exit(7);
  else if (order === "garbage") control.write("this is no JSON\n");
  else if (order === "skip" && lab !== undefined) {
    lab.seq += 1;
    tell(id, notes(1));
  } else if (order === "full") {
    send({ type: "full", lab: id, error: { code: "lab_full", message: "The trace is full.", facts: {} } });
  } else if (typeof order.emit === "number") tell(id, notes(order.emit));
  else if (Array.isArray(order.facts)) tell(id, order.facts);
  else if (typeof order.frame === "number") sendFrame(id, order);
}

/** @param {any} message */
function open(message) {
  if (mode === "crash-on-open") process.exit(8);
  if (mode === "refuse-open") {
    const error = { code: "language_unavailable", message: "No Python here.", facts: { language: "python" } };
    send({ type: "open-failed", lab: message.lab, error });
    return;
  }
  labs.set(message.lab, { seq: 0, began: performance.now(), programs: 0 });
  openedEvent(message.lab, message.seed);
  send({ type: "opened", lab: message.lab });
  if (message.request.run !== undefined) tell(message.lab, notes(message.request.input.length));
}

/** @param {any} message */
function command({ lab, id, command: ordered }) {
  if (ordered.do === "frame.drop") {
    const error = { code: "frame_gone", message: "The frame has gone.", facts: { frame: ordered.frame } };
    send({ type: "refused", lab, id, error });
    return;
  }
  if (ordered.do === "program.resize") {
    const { columns, rows } = ordered;
    tell(lab, [{ kind: "note", topic: "size", facts: { columns, rows } }]);
  }
  const order = ordered.do === "program.input" ? JSON.parse(ordered.text) : null;
  if (order === "silence") return;
  if (order === "torn") {
    tear(lab);
    return;
  }
  if (order !== null) obey(lab, order);
  send({ type: "ack", lab, id });
}

/**
 * A place for a command: this process's own namespaces, and a tracer socket that tells the trace the first line it hears.
 * @param {any} message
 */
function attach({ lab: id, id: ask, host, command: words }) {
  const lab = labs.get(id);
  if (lab === undefined) return;
  if (host !== "client" && host !== "server") {
    const error = { code: "host_not_found", message: `The lab has no host ${host}.`, facts: { host } };
    send({ type: "refused", lab: id, id: ask, error });
    return;
  }
  lab.programs += 1;
  const program = lab.programs;
  const facts = { host, name: words.join(" "), role: null, language: "command", parameters: {} };
  tell(id, [{ kind: "program.started", program, ...facts }]);
  const tracerPath = join(mkdtempSync(join(tmpdir(), "wirestage-tracer-")), "tracer.sock");
  const tracer = createServer((connection) => {
    createInterface({ input: connection }).once("line", (said) => {
      tell(id, [{ kind: "note", topic: "tracer", facts: { program, said } }]);
      tracer.close();
    });
  }).listen(tracerPath, () =>
    send({
      type: "attached",
      lab: id,
      id: ask,
      program,
      userNamespace: "/proc/self/ns/user",
      networkNamespace: "/proc/self/ns/net",
      tracerPath,
      tracerToken: `token-${program}`,
    }),
  );
}

/** @param {any} message */
function attachEnded({ lab, program, exitCode, signal }) {
  // As a lab that has killed it.
  const limit = signal === "SIGKILL" ? "events" : null;
  tell(lab, [{ kind: "program.ended", program, exitCode, signal, limit }]);
  send({ type: "attach-over", lab, program, limit });
}

/** @param {any} message */
function attachProcess({ lab, program, pid }) {
  tell(lab, [{ kind: "note", topic: "process", facts: { program, pid } }]);
  send({ type: "attach-known", lab, program });
}

/** @param {any} message */
function close({ lab }) {
  if (labs.delete(lab)) send({ type: "closed", lab });
}

const answers = {
  open,
  command,
  attach,
  "attach-process": attachProcess,
  "attach-ended": attachEnded,
  close,
  "find-python": () => send({ type: "python", found: python }),
  python: () => {},
};

createInterface({ input: control }).on("line", (line) => {
  const message = JSON.parse(line);
  answers[/** @type {keyof typeof answers} */ (message.type)](message);
});
control.on("close", () => process.exit(0));

if (mode === "unusable") send({ type: "unusable", code: first, message: second });
else if (mode === "exit") {
  process.stderr.write(`${second}\n`);
  process.exit(Number(first));
} else if (mode !== "silent") send({ type: "ready", kernelRelease: "6.1.0-fake" });
