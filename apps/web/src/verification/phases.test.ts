import { describe, expect, it } from "vitest";
import { phasesOf } from "./phases.ts";
import { storyIndex } from "./story-index.ts";
import { HmacLab, nonceOf } from "./verification.fixture.ts";

function phasesIn(lab: HmacLab) {
  const [story] = storyIndex(lab.log).verifications(Number.POSITIVE_INFINITY);
  return story ? phasesOf(story) : [];
}

describe("the phases of a verified connection", () => {
  it("are both handshakes, one after the other, the talk and the teardown", () => {
    const lab = new HmacLab();
    const { far } = lab.login();
    lab.closes(far);
    const phases = phasesIn(lab);
    expect(phases.map(({ name }) => name)).toEqual(["handshake", "verification", "talk", "teardown"]);
    const [handshake, verification, talk, teardown] = phases;
    expect(handshake?.to?.seq).toBeLessThan(verification?.from.seq ?? 0);
    expect(verification?.to?.seq).toBe(talk?.from.seq);
    expect(talk?.to?.seq).toBe(teardown?.from.seq);
    expect(teardown?.to).toBeNull();
  });

  it("begin the verification where the server makes the nonce, or sends one that it has made before", () => {
    const lab = new HmacLab();
    lab.login();
    const [first] = storyIndex(lab.log).verifications(Number.POSITIVE_INFINITY);
    const verification = phasesIn(lab).find(({ name }) => name === "verification");
    expect(verification?.from.seq).toBe(first?.made?.seq);
    const reused = new HmacLab({ name: "tcp-hmac-nonce-reused" });
    reused.makes(nonceOf(1));
    reused.login({ isMadeBefore: true });
    const [story] = storyIndex(reused.log).verifications(Number.POSITIVE_INFINITY);
    const later = phasesIn(reused).find(({ name }) => name === "verification");
    expect(later?.from.seq).toBe(story?.nonce?.sent[0]?.seq);
  });

  it("end the teardown after a RST when neither kernel has the connection open any more", () => {
    const lab = new HmacLab();
    const { near, far } = lab.login();
    const rst = lab.segment("server", ["RST"]);
    lab.b.close(far, { by: "kernel" });
    lab.pass();
    lab.b.change(near, { state: "CLOSE", cause: { by: "frame", frame: rst } });
    const teardown = phasesIn(lab).at(-1);
    expect(teardown).toMatchObject({ name: "teardown", to: { seq: lab.log.events.length - 1 } });
  });

  it("have no talk where the client was refused", () => {
    const lab = new HmacLab();
    lab.login({ clientSecret: "open barley" });
    expect(phasesIn(lab).map(({ name }) => name)).toEqual(["handshake", "verification", "teardown"]);
  });

  it("stay in the verification while there is no verdict", () => {
    const lab = new HmacLab();
    lab.challenge();
    const last = phasesIn(lab).at(-1);
    expect(last).toMatchObject({ name: "verification", to: null });
  });
});
