import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ConversationStory } from "../conversation-story.fixture.ts";

/** What a connection does after its handshake: who sends how many bytes, and how it ends. */
interface Course {
  /** Initial sequence numbers. */
  readonly client: number;
  readonly server: number;
  readonly data: readonly { readonly by: Name; readonly length: number }[];
  readonly ending: "none" | "client" | "server" | "both" | "reset";
}

type Name = "client" | "server";

/** The lines of one connection, each byte of it delivered and acknowledged. */
class Script {
  readonly lines: string[] = [];
  readonly #next: Record<Name, number>;

  constructor({ client, server, data, ending }: Course) {
    this.#next = { client, server };
    this.lines.push(`client SYN ${client}`);
    this.#advance("client", 1);
    this.#say("server", "SYN,ACK");
    this.#advance("server", 1);
    this.#say("client", "ACK");
    for (const { by, length } of data) {
      this.#say(by, "ACK", length);
      this.#advance(by, length);
      this.#say(OTHER[by], "ACK");
    }
    this.#end(ending);
  }

  #end(ending: Course["ending"]): void {
    if (ending === "none") return;
    if (ending === "reset") this.#say("server", "RST,ACK");
    else if (ending === "both") {
      this.#say("client", "FIN,ACK");
      this.#say("server", "FIN,ACK");
      this.#advance("client", 1);
      this.#advance("server", 1);
      this.#say("client", "ACK");
      this.#say("server", "ACK");
    } else {
      this.#close(ending);
      this.#close(OTHER[ending]);
    }
  }

  #close(by: Name): void {
    this.#say(by, "FIN,ACK");
    this.#advance(by, 1);
    this.#say(OTHER[by], "ACK");
  }

  #advance(by: Name, count: number): void {
    this.#next[by] = (this.#next[by] + count) % 2 ** 32;
  }

  #say(by: Name, flags: string, length = 0): void {
    this.lines.push(`${by} ${flags} ${this.#next[by]} ${this.#next[OTHER[by]]} len ${length}`);
  }
}

const OTHER = { client: "server", server: "client" } as const;

const isn = fc.oneof(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.constantFrom(0, 1, 2 ** 31, 2 ** 32 - 1));
const courses = fc.record<Course>({
  client: isn,
  server: isn,
  data: fc.array(
    fc.record({
      by: fc.constantFrom<Name>("client", "server"),
      length: fc.integer({ min: 1, max: 60 }),
    }),
    { maxLength: 4 },
  ),
  ending: fc.constantFrom("none", "client", "server", "both", "reset"),
});
/** Numbers of the second that are among those of the first, or right behind them. */
const near = fc.tuple(courses, courses, fc.nat(100), fc.nat(100)).map(([one, two, client, server]) => {
  const numbers = { client: (one.client + client) % 2 ** 32, server: (one.server + server) % 2 ** 32 };
  return [one, { ...two, ...numbers }] as const;
});
/** The second has a number of its own: a SYN with that of the first is the first's, repeated. */
const pairs = fc
  .oneof(fc.tuple(courses, courses), near)
  .filter(([first, second]) => first.client !== second.client);

/** The client sends a SYN as often as it must until one arrives. */
const repeated = ([syn = "", ...rest]: readonly string[], times: number) => [
  ...Array.from({ length: times }, () => syn),
  ...rest,
];

type Sockets = ReturnType<ConversationStory["sockets"]>;

const over = (sockets: Sockets): Sockets =>
  sockets.map(([host, states]) => [host, states.endsWith("CLOSE") ? states : `${states} CLOSE`]);

/** The most sockets that a host has had open at once. */
function mostAtOnce(story: ConversationStory): number {
  const open = { client: new Set<number>(), server: new Set<number>() };
  let most = 0;
  for (const event of story.events) {
    if (event.kind !== "socket.opened" && event.kind !== "socket.closed") continue;
    const here = event.host === "client" ? open.client : open.server;
    if (event.kind === "socket.opened") here.add(event.socket);
    else here.delete(event.socket);
    most = Math.max(most, here.size);
  }
  return most;
}

/** How often the client sends the SYN of the second connection, and where the first breaks off. */
const cases = fc.tuple(pairs, fc.nat(), fc.integer({ min: 1, max: 3 }));

/** That each connection has the states that it has alone, that the first is over, and before the second begins. */
function expectApart(first: readonly string[], second: readonly string[]): void {
  const both = new ConversationStory([...first, ...second]);
  const [before, after] = [new ConversationStory(first), new ConversationStory(second)];
  expect(both.sockets()).toEqual([...over(before.sockets()), ...after.sockets()]);
  expect(mostAtOnce(both)).toBe(1);
}

describe("two connections on the same ports, one after another", () => {
  it("stand apart wherever the first breaks off", () => {
    fc.assert(
      fc.property(cases, ([[one, two], cut, times]) => {
        const { lines } = new Script(one);
        expectApart(lines.slice(0, 1 + (cut % lines.length)), repeated(new Script(two).lines, times));
      }),
      { numRuns: 120 },
    );
  });

  it("stand apart also where the capture begins amid the first", () => {
    fc.assert(
      fc.property(cases, ([[one, two], cut, times]) => {
        const lines = new Script({ ...one, ending: "none" }).lines.slice(2);
        expectApart(lines.slice(0, 1 + (cut % lines.length)), repeated(new Script(two).lines, times));
      }),
      { numRuns: 60 },
    );
  });
});
