import { traceTime } from "@wirestage/trace";
import { describe, expect, it } from "vitest";
import { type AskedView, askedView, withoutView, withView } from "./view-address.ts";

const VIEWS: readonly AskedView[] = [
  { moment: null, selection: null },
  { moment: { by: "time", t: traceTime(0) }, selection: { kind: "frame", frame: 12 } },
  { moment: { by: "time", t: traceTime(1_250_000_000) }, selection: null },
  { moment: { by: "event", event: 57 }, selection: { kind: "call", call: 3 } },
  { moment: null, selection: { kind: "socket", socket: 1 } },
];

it.each(VIEWS)("%j is read as it was written, and nothing else of the address changes", (view) => {
  const search = withView("?lang=zh&theme=dark&t=5&frame=1&own=%C3%A9", view);
  expect(askedView(search)).toEqual(view);
  expect(withoutView(search)).toBe("?lang=zh&theme=dark&own=%C3%A9");
});

describe("what is unknown or broken", () => {
  it.each([
    "",
    "?",
    "?t=",
    "?t=-5&frame=0",
    "?t=1e9&frame=1.5",
    "?t=99999999999999999999&event=x",
    "?frame=first&socket=&call=-1",
    "?%E0%A4%A=1&t",
  ])("%j asks for nothing", (search) => {
    expect(askedView(search)).toEqual({ moment: null, selection: null });
  });

  it("does not keep what is well from being read", () => {
    expect(askedView("?t=soon&event=4&frame=?&socket=2")).toEqual({
      moment: { by: "event", event: 4 },
      selection: { kind: "socket", socket: 2 },
    });
  });
});
