import { type FoundPython, OpenLabRequest, type ToLab } from "@wirestage/protocol";
import { expect, it } from "vitest";
import { PythonSearch, PythonWait } from "./python-search.ts";

const FOUND: FoundPython = { available: true, version: "3.11.2", executable: "/usr/bin/python3" };
const PLACES = { tracer: "/tracer", cache: "/cache" };

/** A search that ends when `end` is called, and what passes meanwhile, as `lab type`. */
function waiting() {
  let looks = 0;
  let end = () => {};
  const ended = new Promise<FoundPython>((resolve) => {
    end = () => resolve(FOUND);
  });
  const search = new PythonSearch(PLACES, () => {
    looks += 1;
    return ended;
  });
  const passed: string[] = [];
  const wait = new PythonWait(search, ({ lab, type }) => passed.push(`${lab} ${type}`));
  return { search, wait, passed, end, looks: () => looks };
}

function open(lab: string, language: "ts" | "python") {
  const request = OpenLabRequest.parse({ run: "tcp-echo", language });
  return { type: "open", lab, request, seed: 1, maxEvents: 100 } satisfies ToLab;
}

it("keeps back what follows a lab's first program in Python until one is found; other labs go on", async () => {
  const { search, wait, passed, end, looks } = waiting();
  wait.take(open("a", "python"));
  wait.take(open("b", "ts"));
  const stop = { do: "wire.hold", on: true } as const;
  wait.take({ type: "command", lab: "a", id: 1, command: stop });
  wait.take({ type: "command", lab: "b", id: 1, command: stop });
  wait.take({ type: "close", lab: "a" });
  expect(passed).toEqual(["b open", "b command"]);
  end();
  await search.find();
  await Promise.resolve();
  expect(passed.slice(2)).toEqual(["a open", "a command", "a close"]);
  expect(search.python).toEqual({ executable: "/usr/bin/python3", ...PLACES });
  expect(looks()).toBe(1);
});

it("waits for a client in Python of a server that is none", () => {
  const { wait, passed } = waiting();
  const request = OpenLabRequest.parse({ run: "tcp-echo", language: "ts", clientLanguage: "python" });
  wait.take({ ...open("a", "ts"), request });
  expect(passed).toEqual([]);
});

it("does not look where it was told what another process has found", () => {
  const { search, wait, passed, looks } = waiting();
  search.tell(FOUND);
  wait.take(open("a", "python"));
  expect(passed).toEqual(["a open"]);
  expect(looks()).toBe(0);
});
