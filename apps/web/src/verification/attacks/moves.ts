import type { CommandInput, RunName, RunParameters } from "@wirestage/protocol";
import type { ProgramState } from "@wirestage/trace";
import { heldFrames } from "../../wire-controls/held-frames.ts";
import type { Verification } from "../story.ts";
import { storyIndex } from "../story-index.ts";
import { endStorms } from "./end-storms.ts";
import { type Guide, TrialOver } from "./guide.ts";
import { runningPrograms } from "./running-programs.ts";

/** As slow as the page's own runs are. */
const PACE_MS = 200;

/** What a client says that does not go on by itself: it waits for lines from its terminal. */
const NO_INPUT: readonly string[] = [];

export interface Wish {
  readonly run: RunName;
  readonly input?: readonly string[];
  readonly parameters?: RunParameters;
  readonly clientParameters?: RunParameters;
}

/** The programs of a run, by their numbers. */
export interface Ends {
  readonly server: number;
  readonly client: number;
}

/** Ends what still runs, and lets the wire pass everything. */
export async function clear(guide: Guide): Promise<void> {
  const running = runningPrograms(guide.log.latest);
  if (running.length > 0) {
    guide.say("endPrograms");
    for (const { started } of running) {
      await guide.send({ do: "program.kill", program: started.program }, "program_ended");
    }
    await guide.until(() => (runningPrograms(guide.log.latest).length === 0 ? true : null));
  }
  const { hosts } = guide.log.latest;
  const isHolding = [...hosts.values()].some(({ holding }) => holding);
  if (isHolding || heldFrames(guide.log.latest).length > 0) {
    guide.say("openWire");
    await openWire(guide);
  }
  await endStorms(guide);
}

export async function openWire(guide: Guide): Promise<void> {
  await guide.send({ do: "wire.hold", on: false });
  await guide.send({ do: "wire.release-all" }, "nothing_held");
}

function started(guide: Guide, role: "server" | "client", after: number, needed: readonly number[] = []) {
  const look = (): ProgramState | null =>
    [...guide.log.latest.programs.values()].find(
      (each) => each.started.role === role && each.started.program > after,
    ) ?? null;
  return guide.until(look, needed).then((program) => program.started.program);
}

function newest({ log }: Guide): number {
  return Math.max(0, ...log.latest.programs.keys());
}

export async function startRun(guide: Guide, wish: Wish): Promise<Ends> {
  const { language, clientLanguage, parameters } = guide.setting;
  const before = newest(guide);
  const ofServer = { ...parameters, ...wish.parameters };
  const command: CommandInput = {
    do: "run.start",
    run: wish.run,
    language,
    clientLanguage,
    input: [...(wish.input ?? NO_INPUT)],
    paceMs: PACE_MS,
    parameters: ofServer,
    clientParameters: { ...ofServer, ...wish.clientParameters },
  };
  await guide.send(command);
  const server = await started(guide, "server", before);
  const client = await started(guide, "client", server, [server]);
  return { server, client };
}

/** Starts one side, whatever else runs. */
export async function startSide(guide: Guide, role: "server" | "client", wish: Wish): Promise<number> {
  const { language, clientLanguage, parameters } = guide.setting;
  const before = newest(guide);
  await guide.send({
    do: "program.start",
    role,
    run: wish.run,
    language: role === "server" ? language : clientLanguage,
    input: [...(wish.input ?? NO_INPUT)],
    paceMs: PACE_MS,
    parameters: { ...parameters, ...wish.parameters },
  });
  return started(guide, role, before);
}

/** The verifications that the trial has led to so far. */
export function verificationsSince(log: Guide["log"], since: number): readonly Verification[] {
  return storyIndex(log)
    .verifications(Number.POSITIVE_INFINITY)
    .filter(({ begun }) => begun.seq >= since);
}

/** There is a verdict, and the server has closed the connection of whom it does not talk to. */
function isOver({ verdict, closed }: Verification): boolean {
  switch (verdict.is) {
    case "open":
      return false;
    case "accepted":
    case "ended":
      return true;
    case "refused":
    case "timedOut":
    case "closed":
    case "left":
      return closed !== null;
    default:
      return verdict satisfies never;
  }
}

/** Waits for what comes of the verification of this client, also where it was over before the client took anything. */
export function verdictOn(guide: Guide, client: number, needed: readonly number[]): Promise<Verification> {
  return guide.until(() => {
    const over = verificationsSince(guide.log, guide.since).filter(isOver);
    return over.find(({ prover }) => prover === client) ?? over.find(({ prover }) => prover === null) ?? null;
  }, needed);
}

/** The same, where nothing else than to be accepted leads on. @throws TrialOver */
export async function acceptanceOf(guide: Guide, { server, client }: Ends): Promise<Verification> {
  const story = await verdictOn(guide, client, [server]);
  if (story.verdict.is === "accepted") return story;
  throw new TrialOver({ is: "surprised", by: "notAccepted", facts: {} });
}

function isAsking(guide: Guide, program: number): true | null {
  return guide.log.latest.programs.get(program)?.asking ? true : null;
}

export function hasEnded(guide: Guide, program: number): true | null {
  return guide.log.latest.programs.get(program)?.ended ? true : null;
}

/** A login of somebody who knows the secret; then both ends wait for what is typed. */
export async function honestLogin(guide: Guide): Promise<{ ends: Ends; story: Verification }> {
  guide.say("honestLogin");
  const ends = await startRun(guide, { run: "tcp-hmac" });
  const story = await acceptanceOf(guide, ends);
  await guide.until(() => isAsking(guide, ends.client), [ends.server, ends.client]);
  return { ends, story };
}
