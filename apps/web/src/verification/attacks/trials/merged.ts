import type { RunName } from "@wirestage/protocol";
import type { CallEntry, EventOf } from "@wirestage/trace";
import { callEvidence } from "../evidence.ts";
import { type Guide, TrialOver } from "../guide.ts";
import { startSide, verdictOn } from "../moves.ts";

function lastCall({ log }: Guide, program: number): CallEntry | null {
  const call = log.latest.programs.get(program)?.call ?? null;
  return call && (log.calls[call.entered.call - 1] ?? null);
}

function hasCalled({ log }: Guide, program: number, name: string): boolean {
  return log.calls.some(({ entered }) => entered.program === program && entered.name === name);
}

function isAccepting(guide: Guide, server: number): true | null {
  const call = lastCall(guide, server);
  return call?.entered.name === "accept" && call.blocked !== null ? true : null;
}

/** The call that has returned, once the program rests before its next one: that one's line was told after it. */
function untilResting(guide: Guide, server: number): Promise<string> {
  return guide.until(() => {
    const call = lastCall(guide, server);
    if (!call?.returned) return null;
    const { seq } = call.returned;
    const isNext = (event: EventOf<"program.line">) => event.program === server && event.seq > seq;
    const reached = guide.log.events
      .slice(seq)
      .some((event) => event.kind === "program.line" && isNext(event));
    return reached ? call.entered.name : null;
  }, [server]);
}

/** Lets the server do all that comes before it takes the answer, and rest there. */
async function restBeforeAnswer(guide: Guide, server: number): Promise<void> {
  await guide.until(() => (hasCalled(guide, server, "os.urandom") ? true : null), [server]);
  await guide.send({ do: "program.pause", program: server });
  for (let name = await untilResting(guide, server); name !== "settimeout"; ) {
    if (name === "recv") throw new TrialOver({ is: "surprised", by: "tooLate", facts: {} });
    const { entered } = lastCall(guide, server) ?? {};
    await guide.send({ do: "program.step", program: server });
    await guide.until(
      () => (lastCall(guide, server)?.entered.call !== entered?.call ? true : null),
      [server],
    );
    name = await untilResting(guide, server);
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
