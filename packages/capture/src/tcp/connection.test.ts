import { describe, expect, it } from "vitest";
import { ConversationStory } from "../conversation-story.fixture.ts";

/** Lines as `client SYN 0` or `server FIN,ACK 0 2 len 3`: sender, flags, sequence and acknowledgment numbers. */
function statesAfter(...lines: string[]): Record<"client" | "server", string> {
  return new ConversationStory(lines).states();
}

const OPENING = ["client SYN 0", "server SYN,ACK 0 1", "client ACK 1 1"];

describe("opening", () => {
  it("of one end by the other", () => {
    expect(statesAfter(...OPENING)).toEqual({
      client: "SYN_SENT ESTABLISHED",
      server: "SYN_RECV ESTABLISHED",
    });
  });

  it("is told of a server only once it has answered", () => {
    expect(statesAfter("client SYN 0", "client SYN 0")).toEqual({ client: "SYN_SENT", server: "" });
  });

  it("by both at once goes through SYN_RECV on both sides", () => {
    const lines = [
      "client SYN 0",
      "server SYN 0",
      "client SYN,ACK 0 1",
      "server SYN,ACK 0 1",
      "client ACK 1 1",
    ];
    expect(statesAfter(...lines)).toEqual({
      client: "SYN_SENT SYN_RECV ESTABLISHED",
      server: "SYN_SENT SYN_RECV ESTABLISHED",
    });
  });

  it("refused by a host without such a socket leaves nothing", () => {
    expect(statesAfter("client SYN 0", "server RST,ACK 0 1")).toEqual({
      client: "SYN_SENT CLOSE",
      server: "",
    });
  });

  it("whose last ACK was lost goes back when the SYN-ACK is repeated", () => {
    expect(statesAfter(...OPENING, "server SYN,ACK 0 1", "client ACK 1 1").server).toBe(
      "SYN_RECV ESTABLISHED SYN_RECV ESTABLISHED",
    );
  });

  it("once more from the same port is another connection", () => {
    const lines = [
      "client SYN 0",
      "server RST,ACK 0 1",
      "client SYN 100",
      "server SYN,ACK 50 101",
      "client ACK 101 51",
    ];
    expect(new ConversationStory(lines).sockets()).toEqual([
      ["client", "SYN_SENT CLOSE"],
      ["client", "SYN_SENT ESTABLISHED"],
      ["server", "SYN_RECV ESTABLISHED"],
    ]);
  });
});

describe("closing", () => {
  it("of one end after the other", () => {
    expect(
      statesAfter(...OPENING, "client FIN,ACK 1 1", "server ACK 1 2", "server FIN,ACK 1 2", "client ACK 2 2"),
    ).toEqual({
      client: "SYN_SENT ESTABLISHED FIN_WAIT1 FIN_WAIT2 TIME_WAIT",
      server: "SYN_RECV ESTABLISHED CLOSE_WAIT LAST_ACK CLOSE",
    });
  });

  it("with the FIN on the acknowledgment of the other's", () => {
    expect(statesAfter(...OPENING, "client FIN,ACK 1 1", "server FIN,ACK 1 2", "client ACK 2 2")).toEqual({
      client: "SYN_SENT ESTABLISHED FIN_WAIT1 TIME_WAIT",
      server: "SYN_RECV ESTABLISHED CLOSE_WAIT LAST_ACK CLOSE",
    });
  });

  it("of both at once goes through CLOSING", () => {
    expect(
      statesAfter(...OPENING, "client FIN,ACK 1 1", "server FIN,ACK 1 1", "client ACK 2 2", "server ACK 2 2"),
    ).toEqual({
      client: "SYN_SENT ESTABLISHED FIN_WAIT1 CLOSING TIME_WAIT",
      server: "SYN_RECV ESTABLISHED FIN_WAIT1 CLOSING TIME_WAIT",
    });
  });

  it("is not told of a FIN that nobody acknowledges", () => {
    expect(statesAfter(...OPENING, "client FIN,ACK 1 1", "client FIN,ACK 1 1").server).toBe(
      "SYN_RECV ESTABLISHED",
    );
  });

  it("whose last ACK was lost goes back to LAST_ACK when the FIN is repeated", () => {
    const lines = [
      "client FIN,ACK 1 1",
      "server FIN,ACK 1 2",
      "client ACK 2 2",
      "server FIN,ACK 1 2",
      "client ACK 2 2",
    ];
    expect(statesAfter(...OPENING, ...lines).server).toBe(
      "SYN_RECV ESTABLISHED CLOSE_WAIT LAST_ACK CLOSE LAST_ACK CLOSE",
    );
  });

  it("by a reset ends both", () => {
    expect(statesAfter(...OPENING, "client RST 1")).toEqual({
      client: "SYN_SENT ESTABLISHED CLOSE",
      server: "SYN_RECV ESTABLISHED CLOSE",
    });
  });

  it("by a forged reset outside of what was acknowledged and sent does nothing to either", () => {
    expect(statesAfter(...OPENING, "client RST 5000", "client RST 0")).toEqual({
      client: "SYN_SENT ESTABLISHED",
      server: "SYN_RECV ESTABLISHED",
    });
  });

  it("of an end that speaks on after a reset has not happened", () => {
    expect(statesAfter(...OPENING, "client RST 1", "server ACK 1 1 len 5").server).toBe(
      "SYN_RECV ESTABLISHED CLOSE ESTABLISHED",
    );
  });
});

describe("a connection that was there before the capture", () => {
  it("is ESTABLISHED from an end's first segment on, with a note that nothing is known before", () => {
    const story = new ConversationStory(["server ACK 700 300 len 5", "client ACK 300 705"]);
    expect(story.states()).toEqual({ client: "ESTABLISHED", server: "ESTABLISHED" });
    expect(story.events.filter(({ kind }) => kind === "note")).toHaveLength(2);
  });

  it("closes by the same rules", () => {
    const lines = ["client ACK 300 700", "client FIN,ACK 300 700", "server ACK 700 301"];
    expect(statesAfter(...lines)).toEqual({
      client: "ESTABLISHED FIN_WAIT1 FIN_WAIT2",
      server: "ESTABLISHED CLOSE_WAIT",
    });
  });
});

it("a SYN in an open connection opens nothing", () => {
  expect(statesAfter(...OPENING, "client SYN 9000", "server ACK 1 1").client).toBe("SYN_SENT ESTABLISHED");
});

describe("a SYN in a connection whose end is not in the capture", () => {
  const AGAIN = ["client SYN 9000", "server SYN,ACK 600 9001", "client ACK 9001 601"];

  it("opens another once it is answered with a SYN-ACK", () => {
    expect(new ConversationStory([...OPENING, ...AGAIN]).sockets()).toEqual([
      ["client", "SYN_SENT ESTABLISHED CLOSE"],
      ["server", "SYN_RECV ESTABLISHED CLOSE"],
      ["client", "SYN_SENT ESTABLISHED"],
      ["server", "SYN_RECV ESTABLISHED"],
    ]);
  });

  it("ends it for the one where the first SYN was sent, for the other where the last arrived", () => {
    const { events } = new ConversationStory([...OPENING, "client SYN 9000", ...AGAIN]);
    const order = events.map((event) =>
      event.kind === "frame.sent" || event.kind === "frame.delivered"
        ? `${event.kind} ${event.frame}`
        : `${event.kind} ${"host" in event ? event.host : ""}`,
    );
    expect(order.slice(order.indexOf("frame.sent 4"), order.indexOf("frame.sent 6"))).toEqual([
      ...["frame.sent 4", "socket.closed client", "socket.opened client", "frame.delivered 4"],
      ...["frame.sent 5", "frame.delivered 5", "socket.closed server", "socket.opened server"],
    ]);
  });

  it("that carries data opens another by a SYN-ACK of all of it", () => {
    const lines = ["client SYN 9000 0 len 10", "server SYN,ACK 600 9011", "client ACK 9011 601"];
    expect(new ConversationStory([...OPENING, ...lines]).sockets().slice(2)).toEqual([
      ["client", "SYN_SENT ESTABLISHED"],
      ["server", "SYN_RECV ESTABLISHED"],
    ]);
  });

  it("ends it also where it is refused", () => {
    const lines = [...OPENING, "client SYN 9000", "server RST,ACK 0 9001"];
    expect(new ConversationStory(lines).sockets()).toEqual([
      ["client", "SYN_SENT ESTABLISHED CLOSE"],
      ["server", "SYN_RECV ESTABLISHED CLOSE"],
      ["client", "SYN_SENT CLOSE"],
    ]);
  });

  it("opens another by its repeat where the other still had the first, and was reset out of it", () => {
    const lines = ["client SYN 9000", "server ACK 1 1", "client RST 1", ...AGAIN];
    expect(new ConversationStory([...OPENING, ...lines]).sockets()).toEqual([
      ["client", "SYN_SENT ESTABLISHED CLOSE"],
      ["server", "SYN_RECV ESTABLISHED CLOSE"],
      ["client", "SYN_SENT ESTABLISHED"],
      ["server", "SYN_RECV ESTABLISHED"],
    ]);
  });

  it("does nothing where the SYN-ACK of the open connection is repeated", () => {
    expect(new ConversationStory([...OPENING, "client SYN 9000", "server SYN,ACK 0 1"]).sockets()).toEqual([
      ["client", "SYN_SENT ESTABLISHED"],
      ["server", "SYN_RECV ESTABLISHED SYN_RECV"],
    ]);
  });
});

it("sequence numbers may wrap", () => {
  const lines = ["client SYN 4294967295", "server SYN,ACK 4294967290 0", "client ACK 0 4294967291"];
  const data = ["server ACK 4294967291 0 len 10", "client FIN,ACK 0 5", "server ACK 5 1"];
  expect(statesAfter(...lines, ...data)).toEqual({
    client: "SYN_SENT ESTABLISHED FIN_WAIT1 FIN_WAIT2",
    server: "SYN_RECV ESTABLISHED CLOSE_WAIT",
  });
});

it("a change stands where its cause arrived, told by a later segment", () => {
  const { events } = new ConversationStory([...OPENING, "client FIN,ACK 1 1", "server FIN,ACK 1 2"]);
  const at = events.findIndex((event) => event.kind === "socket.changed" && event.state === "CLOSE_WAIT");
  expect(events[at - 1]).toMatchObject({ kind: "frame.delivered", frame: 4 });
  expect(events[at]).toMatchObject({
    cause: { by: "frame", frame: 4 },
    sampling: "inferred",
    host: "server",
  });
});
