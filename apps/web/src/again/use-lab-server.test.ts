import { expect, it } from "vitest";
import type { ApiAnswer } from "../session/api.ts";
import { askedOnce } from "./use-lab-server.ts";

it("many who want to know ask the server once, and once more after nobody answered", async () => {
  const answers: ApiAnswer<string>[] = [
    { ok: false, error: null },
    { ok: true, value: "here" },
    { ok: true, value: "asked too often" },
  ];
  let count = 0;
  const ask = askedOnce(async () => answers[count++] ?? { ok: false as const, error: null });
  expect(await Promise.all([ask(), ask()])).toEqual([answers[0], answers[0]]);
  expect(await Promise.all([ask(), ask()])).toEqual([answers[1], answers[1]]);
  expect(await ask()).toEqual(answers[1]);
});
