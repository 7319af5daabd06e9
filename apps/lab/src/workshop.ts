import { monotonicNow, Reactor, SyscallError, SysctlError } from "@wirestage/linux";
import type { ErrorBody, ToLab } from "@wirestage/protocol";
import { Alarms } from "./alarms.ts";
import { killStray } from "./children/host-processes.ts";
import { PYTHON_LIMITS, type PythonLimits } from "./children/python.ts";
import { PythonProgram } from "./children/python-program.ts";
import { type LabMessage, type PythonSearch, PythonWait } from "./children/python-search.ts";
import { TracerSocket } from "./children/tracer-socket.ts";
import type { ControlChannel } from "./control-channel.ts";
import { Lab } from "./lab.ts";
import { LabError } from "./lab-error.ts";
import type { Launcher } from "./programs/lab-program.ts";
import { SpinBudget } from "./spin-budget.ts";

type Channel = Pick<ControlChannel, "send" | "sendEvents" | "sendFrame">;

/** All labs of this process, and what the server wants of them. */
export class Workshop {
  readonly #channel: Channel;
  readonly #programsDirectory: string;
  readonly #labs = new Map<string, Lab>();
  readonly #alarms: Alarms;
  readonly #spins = new SpinBudget(monotonicNow);
  readonly #reactor: Reactor;
  readonly #search: PythonSearch;
  readonly #wait: PythonWait;
  readonly #limits: PythonLimits;
  #tracers: TracerSocket | null = null;

  constructor(channel: Channel, programsDirectory: string, search: PythonSearch, limits = PYTHON_LIMITS) {
    this.#channel = channel;
    this.#programsDirectory = programsDirectory;
    this.#search = search;
    this.#limits = limits;
    this.#wait = new PythonWait(search, (message) => this.#tell(message));
    this.#alarms = new Alarms((at) => this.#reactor.setDeadline(at));
    this.#reactor = new Reactor(() => this.#alarms.ring());
    this.#reactor.start();
  }

  handle(message: ToLab): void {
    switch (message.type) {
      case "find-python":
        void this.#search.find().then((found) => this.#channel.send({ type: "python", found }));
        break;
      case "python":
        this.#search.tell(message.found);
        break;
      default:
        this.#wait.take(message);
    }
  }

  /** Lets go of the event loop; labs must be closed before. */
  close(): void {
    this.#tracers?.close();
    this.#reactor.close();
  }

  #tell(message: LabMessage): void {
    switch (message.type) {
      case "open":
        this.#open(message);
        break;
      case "command":
        this.#command(message);
        break;
      case "close":
        this.#close(message.lab);
        break;
      case "attach":
        this.#attach(message);
        break;
      case "attach-process":
        this.#attachProcess(message);
        break;
      case "attach-ended":
        this.#attachEnded(message);
        break;
      default:
        message satisfies never;
    }
  }

  #open({ lab, request, seed, maxEvents }: Extract<ToLab, { type: "open" }>): void {
    const settings = {
      ...{ seed, request, maxEvents, programsDirectory: this.#programsDirectory },
      launchPython: () => this.#launchPython(),
      tracers: () => this.#openTracers(),
    };
    try {
      const opened = new Lab({ reactor: this.#reactor, alarms: this.#alarms, spins: this.#spins }, settings, {
        events: (batch) => this.#channel.sendEvents(lab, batch),
        wholeFrame: (frame, bytes) => this.#channel.sendFrame(lab, frame, bytes),
        full: () => this.#channel.send({ type: "full", lab, error: FULL }),
        failed: (error) => this.#channel.send({ type: "full", lab, error: bodyOf(error) }),
      });
      this.#labs.set(lab, opened);
      opened.begin(request);
      this.#channel.send({ type: "opened", lab });
    } catch (error) {
      this.#channel.send({ type: "open-failed", lab, error: bodyOf(error) });
      this.#close(lab);
    }
  }

  #command({ lab, id, command }: Extract<ToLab, { type: "command" }>): void {
    try {
      this.#find(lab).command(command);
      this.#channel.send({ type: "ack", lab, id });
    } catch (error) {
      this.#refuse({ lab, id }, error);
    }
  }

  #launchPython(): Launcher | null {
    const { python } = this.#search;
    const setup = python && { python, limits: this.#limits, reactor: this.#reactor };
    return setup && ((...parts) => new PythonProgram(setup, ...parts));
  }

  #openTracers(): TracerSocket {
    this.#tracers ??= new TracerSocket(this.#reactor, this.#alarms);
    return this.#tracers;
  }

  #attach({ lab, id, host, command }: Extract<ToLab, { type: "attach" }>): void {
    try {
      const place = this.#find(lab).attach(host, command);
      this.#channel.send({ type: "attached", lab, id, ...place });
    } catch (error) {
      this.#refuse({ lab, id }, error);
    }
  }

  /** Of a lab that is over, it came too late to end with it. */
  #attachProcess({ lab, program, pid }: Extract<ToLab, { type: "attach-process" }>): void {
    const open = this.#labs.get(lab);
    if (!open) {
      killStray(pid);
      return;
    }
    open.attachProcess(program, pid);
    this.#channel.send({ type: "attach-known", lab, program });
  }

  /** Of a lab that is over, the server has said already that it is. */
  #attachEnded({ lab, program, exitCode, signal }: Extract<ToLab, { type: "attach-ended" }>): void {
    const open = this.#labs.get(lab);
    if (!open) return;
    const limit = open.attachEnded(program, exitCode, signal);
    this.#channel.send({ type: "attach-over", lab, program, limit });
  }

  /** @throws LabError `lab_not_found` */
  #find(lab: string): Lab {
    const open = this.#labs.get(lab);
    if (open) return open;
    throw new LabError("lab_not_found", "This lab is not open any more; open a new one.");
  }

  #refuse({ lab, id }: { readonly lab: string; readonly id: number }, error: unknown): void {
    this.#channel.send({ type: "refused", lab, id, error: bodyOf(error) });
  }

  #close(lab: string): void {
    const open = this.#labs.get(lab);
    if (!open) return;
    this.#labs.delete(lab);
    open
      .close()
      .catch(complain)
      .then(() => this.#channel.send({ type: "closed", lab }));
  }
}

const FULL: ErrorBody = {
  code: "lab_full",
  message: "The trace of this lab is full. It can still be watched and saved; open a new lab to go on.",
  facts: {},
};

function bodyOf(error: unknown): ErrorBody {
  if (error instanceof LabError) return error.body;
  if (error instanceof SyscallError || error instanceof SysctlError) {
    return { code: "kernel_unavailable", message: error.message, facts: { code: error.code } };
  }
  complain(error);
  return {
    code: "internal",
    message: "Wirestage met a fault of its own in this lab; open a new lab to go on.",
    facts: {},
  };
}

/** A fault in one lab must not end the process, and with it all other labs; whoever runs the server reads of it. */
function complain(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
}
