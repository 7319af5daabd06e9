import type { RunName } from "@wirestage/protocol";
import type { CallEntry } from "@wirestage/trace";
import { callEvidence } from "../evidence.ts";
import { type Guide, TrialOver } from "../guide.ts";
import { startSide, verdictOn } from "../moves.ts";

function lastCall({ log }: Guide, program: number): CallEntry | null {
  const call = log.latest.programs.get(program)?.call ?? null;
  return call && (log.calls[call.entered.call - 1] ?? null);
}

function isAccepting(guide: Guide, server: number): true | null {
  const call = lastCall(guide, server);
  return call?.entered.name === "accept" && call.blocked !== null ? true : null;
}

/** How many lines the program has reached. */
function linesOf({ log }: Guide, program: number): number {
  return log.events.filter((event) => event.kind === "program.line" && event.program === program).length;
}

/** The name of the call that has returned last, once the program has reached the line of another. */
function untilNextLine(guide: Guide, server: number): Promise<string> {
  return guide.until(() => {
    const call = lastCall(guide, server);
    if (!call?.returned) return null;
    const later = guide.log.events.slice(call.returned.seq);
    const isReached = later.some((event) => event.kind === "program.line" && event.program === server);
    return isReached ? call.entered.name : null;
  }, [server]);
}

/** Lets the paused program make one call. A step that comes while it is on its way to that call is asked for again. */
async function stepOnce(guide: Guide, server: number): Promise<void> {
  const before = lastCall(guide, server)?.entered.call;
  const hasStepped = () => lastCall(guide, server)?.entered.call !== before;
  while (!hasStepped()) {
    const lines = linesOf(guide, server);
    await guide.send({ do: "program.step", program: server });
    await guide.until(() => (hasStepped() || linesOf(guide, server) > lines ? true : null), [server]);
  }
}

/** Lets the server do all that comes before it takes the answer, and rest there. */
async function restBeforeAnswer(guide: Guide, server: number): Promise<void> {
  let done = await untilNextLine(guide, server);
  while (done !== "settimeout") {
    if (done === "recv") throw new TrialOver({ is: "surprised", by: "tooLate", facts: {} });
    await stepOnce(guide, server);
    done = await untilNextLine(guide, server);
  }
}

/** Everything that the client has sent lies in the server's kernel. */
function untilArrived(guide: Guide, client: number, server: number): Promise<number> {
  return guide.until(() => {
    const sent = guide.log.calls.filter(
      ({ entered, returned }) =>
        entered.program === client && entered.name === "sendall" && returned?.outcome.ok,
    );
    const count = sent.reduce((sum, { entered }) => {
      const [bytes] = entered.arguments;
      return sum + (typeof bytes === "object" && bytes?.type === "bytes" ? bytes.length : 0);
    }, 0);
    const waiting = [...guide.log.latest.sockets.values()].find(
      (socket) => socket.program === server && socket.state === "ESTABLISHED",
    );
    return sent.length === 2 && waiting?.queues.receive === count ? count : null;
  }, [client, server]);
}

/** Makes the answer and the first message wait together for a server that is slow. */
async function slowServer(guide: Guide, run: RunName): Promise<void> {
  guide.say("startServer", { run });
  const server = await startSide(guide, "server", { run });
  await guide.until(() => isAccepting(guide, server), [server]);
  await guide.send({ do: "program.pause", program: server });
  guide.say("startTalking");
  const client = await startSide(guide, "client", { run, input: ["hello"] });
  guide.say("pauseServer");
  await restBeforeAnswer(guide, server);
  guide.say("awaitBoth");
  const count = await untilArrived(guide, client, server);
  const call = lastCall(guide, server);
  guide.say("resumeServer", { count }, ...(call ? [callEvidence(call.entered.call)] : []));
  await guide.send({ do: "program.resume", program: server });
  guide.say("awaitVerdict");
  await verdictOn(guide, client, [server]);
}

export function merged(guide: Guide): Promise<void> {
  return slowServer(guide, "tcp-hmac-unframed");
}

export function mergedCured(guide: Guide): Promise<void> {
  return slowServer(guide, "tcp-hmac");
}
