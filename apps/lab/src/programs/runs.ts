import { InvalidAddressError, requireSocketAddress } from "@wirestage/linux";
import { folderOf, PAIRS, type Pair } from "@wirestage/programs";
import type { Language, RunName, RunParameters, RunRole } from "@wirestage/protocol";
import { LabError } from "../lab-error.ts";
import type { LabProgram, Launcher, ProgramFacts, ProgramPort, Seat, SourceText } from "./lab-program.ts";
import { RunningProgram } from "./program.ts";
import { constantsOf, loadSource } from "./program-source.ts";
import type { Roster } from "./roster.ts";
import { inetAddress } from "./sockets/addresses.ts";

/** One side of a pair, as a person asks for it. */
export interface RoleRequest {
  readonly run: RunName;
  readonly role: RunRole;
  readonly language: Language;
  readonly parameters: RunParameters;
  /** Lines to type as the program asks for them. */
  readonly input: readonly string[];
  readonly paceMs: number;
}

export interface RunRequest extends Omit<RoleRequest, "role"> {
  /** `language` unless given. */
  readonly clientLanguage?: Language | undefined;
  /** All of the client's; `parameters` unless given. */
  readonly clientParameters?: RunParameters | undefined;
}

export interface RunsPort extends Omit<ProgramPort, "returned" | "ended" | "directory"> {
  seat(host: string): Seat;
}

/** A program that only needs its number. */
interface Prepared {
  readonly request: RoleRequest;
  readonly source: SourceText;
  readonly seat: Seat;
  readonly launch: Launcher;
}

const launchTypeScript: Launcher = (facts, source, { host, desk }, port) =>
  new RunningProgram(facts, source, host, desk, port);

/** The tutorial's programs in one lab: a pair, of which the client is started once the server is ready, or one side alone. */
export class Runs {
  readonly #directory: string;
  readonly #roster: Roster;
  readonly #port: RunsPort;
  readonly #launchers: Readonly<Record<Language, () => Launcher | null>>;
  /** What each program was started from, to start it again. */
  readonly #prepared = new Map<LabProgram, Prepared>();

  /** @param launchPython answers null where this machine has no Python that can be used */
  constructor(directory: string, roster: Roster, port: RunsPort, launchPython: () => Launcher | null) {
    this.#directory = directory;
    this.#roster = roster;
    this.#port = port;
    this.#launchers = { ts: () => launchTypeScript, python: launchPython };
  }

  /**
   * A server is ready when it listens or, with UDP, when it is bound.
   * @throws LabError `run_in_progress`, `language_unavailable`, `too_many_programs`, `bad_command`
   */
  start(request: RunRequest): void {
    if (this.#roster.running().some((program) => this.#prepared.has(program))) {
      throw new LabError("run_in_progress", "Programs are still running in this lab; stop them first.");
    }
    this.#roster.requireRoom(2);
    const { clientLanguage = request.language, clientParameters = request.parameters, ...facts } = request;
    const server = this.#prepare({ ...facts, role: "server", input: [] });
    const client = this.#prepare({
      ...{ ...facts, role: "client" },
      ...{ language: clientLanguage, parameters: clientParameters },
    });
    const readyCall = pairOf(request.run).flow === "tcp" ? "listen" : "bind";
    let isReady = false;
    this.#launch(server, (call) => {
      if (isReady || call !== readyCall) return;
      isReady = true;
      this.#launchClient(client);
    });
  }

  /** @throws LabError `language_unavailable`, `too_many_programs`, `bad_command` */
  startRole(request: RoleRequest): void {
    this.#launch(this.#prepare(request));
  }

  /** @throws LabError `program_not_found`, `bad_command` for what is no program of a pair, `too_many_programs` */
  restart(number: number): void {
    const program = this.#roster.find(number);
    const prepared = this.#prepared.get(program);
    if (!prepared) {
      throw new LabError("bad_command", "Only a program of a pair can be started again.", {
        program: number,
      });
    }
    this.#roster.requireRoom(1, program.over ? 0 : 1);
    program.kill();
    this.#launch(prepared);
  }

  #prepare(request: RoleRequest): Prepared {
    const { run, role, language } = request;
    const pair = pairOf(run);
    const launch = this.#launchers[language]();
    if (!launch) throw unavailable(language);
    return {
      request,
      source: this.#load(pair, request),
      seat: this.#port.seat(pair.family === "AF_UNIX" ? "server" : role),
      launch,
    };
  }

  /** @throws LabError `bad_command` for a parameter that no source can hold, or an ADDRESS that is none */
  #load(pair: Pair, { role, language, parameters }: RoleRequest): SourceText {
    const values = { ...parameters, ADDRESS: this.#addressOf(pair, parameters) };
    try {
      return loadSource(this.#directory, { folder: folderOf(pair, role), role, language }, values);
    } catch (error) {
      if (error instanceof RangeError) throw new LabError("bad_command", error.message);
      throw error;
    }
  }

  /** The one that is asked for, else the server's. */
  #addressOf({ name, family }: Pair, { ADDRESS }: RunParameters): string {
    const { host, directory } = this.#port.seat("server");
    if (family === "AF_UNIX") return directory.file(`${name}.sock`);
    const { address, address6 } = host.facts;
    if (ADDRESS === undefined) return (family === "AF_INET6" ? address6 : null) ?? address;
    requireNumeric(family, ADDRESS);
    return ADDRESS;
  }

  #launch(prepared: Prepared, returned: (call: string) => void = () => {}): void {
    const { request, source, seat, launch } = prepared;
    const { run: name, role, language, paceMs, input } = request;
    this.#roster.start((program) => {
      if (pairOf(name).family === "AF_INET6") this.#port.enableIpv6();
      const facts: ProgramFacts = {
        ...{ program, name, role, language, paceMs },
        parameters: constantsOf(source.text, language),
        script: input,
      };
      const { directory } = seat;
      const port = { ...this.#port, directory, returned, ended: () => this.#port.turn() };
      const made = launch(facts, source, seat, port);
      this.#prepared.set(made, prepared);
      return made;
    });
  }

  /** Its failure is none of the server, in whose call it happens. */
  #launchClient(client: Prepared): void {
    try {
      this.#launch(client);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#port.append({ kind: "note", topic: "run.client-not-started", facts: { message } });
    }
  }
}

/**
 * Python would have the machine's resolver look up a name, and that is reached by an AF_UNIX socket, which no network
 * namespace keeps from it.
 */
function requireNumeric(family: "AF_INET" | "AF_INET6", address: string): void {
  try {
    requireSocketAddress(inetAddress(family, address, 0));
  } catch (error) {
    if (!(error instanceof InvalidAddressError)) throw error;
    throw new LabError("bad_command", `ADDRESS must be a number of ${family}, and "${address}" is none.`, {
      address,
    });
  }
}

function pairOf(run: RunName): Pair {
  const pair = PAIRS.find(({ name }) => name === run);
  if (pair) return pair;
  throw new LabError("unknown_run", `There is no pair of programs called ${run}.`, { run });
}

function unavailable(language: Language): LabError {
  return new LabError(
    "language_unavailable",
    `Programs in ${language} cannot be run on this machine; choose another language.`,
    { language },
  );
}
