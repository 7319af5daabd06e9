import { expect, test } from "vitest";
import { listLabs } from "./list-labs.ts";
import { LAB } from "./testing.ts";

const OPENED = Date.parse(LAB.wallClock);

test("labs in columns, oldest first, with age and what runs where", () => {
  const programs = [
    { program: 1, name: "tcp-echo", host: "server" },
    { program: 2, name: "python3 my_client.py", host: "client" },
  ];
  const later = { ...LAB, id: "later", wallClock: "2026-01-01T00:01:00.000Z" };
  expect(listLabs([later, { ...LAB, programs }], OPENED + 130_000)).toBe(
    [
      "LAB     AGE    PROGRAMS",
      "-a_lab  2 min  tcp-echo (server), python3 my_client.py (client)",
      "later   1 min  none",
      "",
    ].join("\n"),
  );
});

test.each([
  [0, "0 s"],
  [59_999, "59 s"],
  [60_000, "1 min"],
  [3_599_999, "59 min"],
  [7_200_000, "2 h"],
  [-5_000, "0 s"],
])("%d ms after its opening a lab is %s old", (age, text) => {
  expect(listLabs([LAB], OPENED + age)).toContain(`  ${text}  `);
});

test("no labs: one sentence that says how to get one", () => {
  expect(listLabs([], 0)).toMatch(/^No lab is open\. Open one .+\.\n$/);
});
