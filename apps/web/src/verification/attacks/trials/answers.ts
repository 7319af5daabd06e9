import { listenerOf, waitingClients } from "../findings/accept-queue.ts";
import type { Guide } from "../guide.ts";
import { hasEnded, startRun, startSide, verdictOn } from "../moves.ts";

const GUESSES = ["open barley", "open rye"] as const;

/** A client that knows another secret than the server. */
export async function wrongSecret(guide: Guide): Promise<void> {
  const { SECRET } = guide.setting.parameters;
  const guess = GUESSES[0] === SECRET ? GUESSES[1] : GUESSES[0];
  guide.say("startWrong", { guess });
  const run = { run: "tcp-hmac", input: ["hello"], clientParameters: { SECRET: guess } } as const;
  const { server, client } = await startRun(guide, run);
  guide.say("awaitVerdict");
  await verdictOn(guide, client, [server]);
}

/** Of `listen(0)` so that two honest clients are enough to see the queue full. */
const SMALLEST_BACKLOG = 0;

/** A client that takes the nonce and says nothing, while two honest ones want to be served. */
export async function silent(guide: Guide): Promise<void> {
  guide.say("startSilent");
  const parameters = { BACKLOG: SMALLEST_BACKLOG };
  const { server, client } = await startRun(guide, { run: "tcp-hmac-silent", parameters });
  await guide.until(() => nonceArrived(guide, client), [server, client]);
  const honest = { run: "tcp-hmac", input: ["hello", "exit"] } as const;
  guide.say("startHonest");
  const first = await startSide(guide, "client", honest);
  await guide.until(() => {
    const listener = listenerOf(guide.log.latest, server);
    return listener && waitingClients(listener) > 0 ? true : null;
  }, [server]);
  guide.say("startSecond");
  const second = await startSide(guide, "client", honest);
  guide.say("awaitTimeout");
  await verdictOn(guide, client, [server]);
  guide.say("awaitFirst");
  await verdictOn(guide, first, [server]);
  guide.say("awaitSecond");
  await verdictOn(guide, second, [server]);
  await guide.until(() => hasEnded(guide, second), [server]);
}

function nonceArrived({ log }: Guide, client: number): true | null {
  const taken = log.calls.some(
    ({ entered, returned }) => entered.program === client && entered.name === "recv" && returned?.outcome.ok,
  );
  return taken ? true : null;
}
