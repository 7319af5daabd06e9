import { describe, expect, it } from "vitest";
import { phasesOf } from "./phases.ts";
import { storyIndex } from "./story-index.ts";
import { HmacLab } from "./verification.fixture.ts";

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
