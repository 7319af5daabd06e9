import type { Command, ErrorBody, ErrorCode, LabStatus, OpenLab } from "@wirestage/protocol";
import { LIMITS } from "@wirestage/protocol";
import { ApiError } from "../errors/api-error.ts";
import type { ServerMetrics } from "../metrics.ts";
import type { TokenCheck } from "../security/token.ts";
import type { Cancel, Timers } from "../timers.ts";
import { type Attachment, Attachments, type CommandEnd } from "./attachments.ts";
import { type Batch, BatchWriter } from "./batch-writer.ts";
import type { LabReport } from "./control-reader.ts";
import type { LabListener, LabProcess } from "./lab-process.ts";
import { TerminalSizes } from "./terminal-sizes.ts";
import type { TraceStore } from "./trace-store.ts";

/** One connection that watches the lab. */
export interface Watcher {
  /** The trace has grown, or will grow no more. */
  traceChanged(): void;
  watchersChanged(count: number): void;
}

/** The answer to a command: null where it was carried out. */
export type CommandAnswer = (refusal: ErrorBody | null) => void;

export type LabPhase =
  | { readonly state: "open"; readonly process: LabProcess }
  /** No further event will come; `error` says why. */
  | { readonly state: "full" | "lost" | "idle" | "closed"; readonly error: ErrorBody };

export interface LabParts {
  readonly id: string;
  readonly tokens: TokenCheck;
  readonly store: TraceStore;
  readonly process: LabProcess;
  /** ISO 8601. */
  readonly wallClock: string;
  readonly idleMs: number;
  readonly timers: Timers;
  readonly metrics: ServerMetrics;
  /** Called once, when no further event will come. */
  readonly finished: (lab: Lab) => void;
}

type OpenReport = Exclude<LabReport, { type: "ready" | "unusable" | "python" }>;

interface PendingCommand {
  readonly answer: CommandAnswer;
  readonly name: Command["do"];
  readonly since: number;
}

/** What the server knows of one lab. It outlives the lab itself, so that the trace stays readable. */
export class Lab implements LabListener {
  readonly id: string;
  readonly tokens: TokenCheck;
  readonly store: TraceStore;
  readonly #parts: LabParts;
  readonly #watchers = new Set<Watcher>();
  readonly #pending = new Map<number, PendingCommand>();
  readonly #attachments = new Attachments();
  readonly #terminals = new TerminalSizes<Watcher>();
  readonly #batches: BatchWriter;
  #phase: LabPhase;
  #asked = 0;
  #telling = false;
  #cancelIdle: Cancel | null = null;
  /** Trace time less server time, in ns; the report that was delayed least gives the best estimate. */
  #clockOffset = Number.NEGATIVE_INFINITY;

  constructor(parts: LabParts) {
    this.id = parts.id;
    this.tokens = parts.tokens;
    this.store = parts.store;
    this.#parts = parts;
    this.#batches = new BatchWriter(parts.store);
    this.#phase = { state: "open", process: parts.process };
    this.#restIdle();
  }

  get phase(): LabPhase {
    return this.#phase;
  }

  /** When it was opened, ISO 8601. */
  get wallClock(): string {
    return this.#parts.wallClock;
  }

  get watcherCount(): number {
    return this.#watchers.size;
  }

  /** Trace time now, in ns. */
  get now(): number {
    const now = this.#serverNs() + this.#clockOffset;
    return Number.isFinite(now) ? Math.max(0, now) : 0;
  }

  status(): LabStatus {
    const { state } = this.#phase;
    if (state === "closed") throw new ApiError("lab_not_found");
    return {
      id: this.id,
      state,
      next: this.store.next,
      watchers: this.#watchers.size,
      wallClock: this.#parts.wallClock,
    };
  }

  /** The lab at a glance, for whoever looks for the one that they mean. */
  glance(): OpenLab {
    return { id: this.id, wallClock: this.#parts.wallClock, ...this.store.summary.now() };
  }

  /** @throws ApiError `too_many_watchers` */
  watch(watcher: Watcher, limit: number): void {
    if (this.#watchers.size >= limit) throw new ApiError("too_many_watchers", { limit });
    this.#watchers.add(watcher);
    this.#cancelIdle?.();
    this.#tellWatchers();
  }

  unwatch(watcher: Watcher): void {
    if (!this.#watchers.delete(watcher)) return;
    for (const resize of this.#terminals.leave(watcher)) this.command(resize, () => {});
    this.#tellWatchers();
    this.#restIdle();
  }

  /** The command of a watcher; of the sizes of its windows the terminals take what all others have room for. */
  commandOf(watcher: Watcher, command: Command, answer: CommandAnswer): void {
    if (command.do !== "program.resize") {
      this.command(command, answer);
      return;
    }
    this.command(this.#terminals.show(watcher, command), (refusal) => {
      if (refusal !== null) this.#terminals.forget(command.program);
      answer(refusal);
    });
  }

  /** The next `batch` message for a watcher that has been told all before `from`. */
  batch(from: number): Batch {
    if (!this.#telling) this.#batches.forget();
    return this.#batches.write(from, this.now);
  }

  /** `answer` is called once, unless the server stops before. */
  command(command: Command, answer: CommandAnswer): void {
    if (this.#phase.state !== "open") {
      answer(this.#phase.error);
      return;
    }
    if (this.#pending.size >= LIMITS.messagesPerSecond * LIMITS.watchers) {
      answer(new ApiError("too_many_messages", { limit: LIMITS.messagesPerSecond }).body);
      return;
    }
    this.#asked += 1;
    const id = this.#asked;
    this.#pending.set(id, { answer, name: command.do, since: this.#parts.timers.now() });
    this.#phase.process.send({ type: "command", lab: this.id, id, command });
  }

  /** Asks the lab for a place for `command` on `host`; `attachment` hears where that is, or why there is none. */
  attach(host: string, command: readonly string[], attachment: Attachment): void {
    if (this.#phase.state !== "open") {
      attachment.refused(this.#phase.error);
      return;
    }
    this.#asked += 1;
    const id = this.#asked;
    this.#attachments.ask(id, attachment);
    this.#cancelIdle?.();
    this.#phase.process.send({ type: "attach", lab: this.id, id, host, command: [...command] });
  }

  /** The attached command runs, as process `pid` of this machine. */
  attachProcess(program: number, pid: number): void {
    if (this.#phase.state !== "open") return;
    this.#phase.process.send({ type: "attach-process", lab: this.id, program, pid });
  }

  /** It has ended; the attachment hears when the lab has taken note, and whether the lab has ended it. */
  attachEnded(program: number, { exitCode, signal }: CommandEnd): void {
    if (this.#phase.state !== "open") return;
    this.#phase.process.send({ type: "attach-ended", lab: this.id, program, exitCode, signal });
  }

  /** Ends the lab for `code`; what it has told so far stays. */
  finish(state: "full" | "idle" | "closed", code: ErrorCode, facts: ErrorBody["facts"] = {}): void {
    if (this.#phase.state === "open") this.#phase.process.close(this.id);
    this.#finish(state, new ApiError(code, facts).body);
  }

  readonly events = (from: number, lines: readonly string[], now: number): void => {
    if (this.#phase.state !== "open") return;
    this.#clockOffset = Math.max(this.#clockOffset, now - this.#serverNs());
    if (from !== this.store.next) {
      this.#lose();
      return;
    }
    const taken = this.store.append(lines);
    this.#parts.metrics.events.inc(taken);
    this.#tellTrace();
    if (taken < lines.length) this.finish("full", "lab_full");
  };

  readonly report = (report: OpenReport): void => {
    switch (report.type) {
      case "ack":
        this.#answer(report.id, null);
        return;
      case "refused":
        if (this.#attachments.refused(report.id, report.error)) this.#restIdle();
        else this.#answer(report.id, report.error);
        return;
      case "attached": {
        const { type: _type, lab: _lab, id, ...place } = report;
        this.#attachments.attached(id, place);
        return;
      }
      case "attach-known":
        this.#attachments.known(report.program);
        return;
      case "attach-over":
        this.#attachments.over(report.program, report.limit);
        this.#restIdle();
        return;
      case "frame":
        this.store.keepFrame(report.frame, Buffer.from(report.bytes, "base64"));
        return;
      case "full":
        if (this.#phase.state !== "open") return;
        this.#phase.process.close(this.id);
        this.#finish("full", report.error);
        return;
      case "closed":
      case "open-failed":
        this.lost();
        return;
      case "opened":
        return;
      default:
        report satisfies never;
    }
  };

  readonly lost = (): void => this.#finish("lost", new ApiError("lab_lost").body);

  /** The process and the server no longer agree on the trace: better to end it than to show a wrong one. */
  #lose(): void {
    if (this.#phase.state === "open") this.#phase.process.close(this.id);
    this.lost();
  }

  #finish(state: "full" | "lost" | "idle" | "closed", error: ErrorBody): void {
    if (this.#phase.state !== "open" && state !== "closed") return;
    const wasOpen = this.#phase.state === "open";
    this.#phase = { state, error };
    this.#cancelIdle?.();
    for (const { answer } of this.#pending.values()) answer(error);
    this.#pending.clear();
    this.#attachments.labEnded(error);
    this.#tellTrace();
    if (wasOpen) this.#parts.finished(this);
  }

  #answer(id: number, refusal: ErrorBody | null): void {
    const pending = this.#pending.get(id);
    if (pending === undefined) return;
    this.#pending.delete(id);
    const seconds = (this.#parts.timers.now() - pending.since) / 1_000;
    this.#parts.metrics.commandSeconds.observe({ command: pending.name }, seconds);
    pending.answer(refusal);
  }

  /** A watcher that has seen the end leaves while it is told. */
  #tellTrace(): void {
    this.#batches.forget();
    this.#telling = true;
    for (const watcher of [...this.#watchers]) watcher.traceChanged();
    this.#telling = false;
  }

  #tellWatchers(): void {
    for (const watcher of this.#watchers) watcher.watchersChanged(this.#watchers.size);
  }

  #restIdle(): void {
    const isUsed = this.#watchers.size > 0 || this.#attachments.size > 0;
    if (isUsed || this.#phase.state !== "open") return;
    const { idleMs, timers } = this.#parts;
    this.#cancelIdle?.();
    this.#cancelIdle = timers.after(idleMs, () =>
      this.finish("idle", "lab_idle", { seconds: idleMs / 1_000 }),
    );
  }

  #serverNs(): number {
    return Math.round(this.#parts.timers.now() * 1_000_000);
  }
}
