import type { FoundPython } from "@wirestage/protocol";
import { expect, test } from "vitest";
import { PythonFinder } from "./python-finder.ts";

const FOUND: FoundPython = { available: true, version: "3.11.2", executable: "/usr/bin/python3" };

function process() {
  const heard: string[] = [];
  return { ready: true, heard, send: ({ type }: { readonly type: string }) => void heard.push(type) };
}

test("one process looks for all: those that are ready are told, and those that come later", async () => {
  const finder = new PythonFinder();
  const [first, second, late] = [process(), process(), process()];
  finder.ready(first);
  finder.ready(second);
  finder.tell(FOUND, [first, second]);
  finder.ready(late);
  expect([first.heard, second.heard, late.heard]).toEqual([
    ["find-python", "python"],
    ["python"],
    ["python"],
  ]);
  expect(await finder.facts).toEqual({ available: true, version: "3.11.2" });
});

test("the process that looks crashes: another looks in its place, whether it was ready before or comes later", () => {
  const finder = new PythonFinder();
  const [first, second, third] = [process(), process(), process()];
  finder.ready(first);
  finder.ready(second);
  first.ready = false;
  finder.lost([second]);
  second.ready = false;
  finder.lost([]);
  finder.ready(third);
  expect([second.heard, third.heard]).toEqual([["find-python"], ["find-python"]]);
});
