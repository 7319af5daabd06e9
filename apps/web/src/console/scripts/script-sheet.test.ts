import { beforeEach, expect, it } from "vitest";
import { useScriptSheet } from "./script-sheet.ts";

const OTHER = { name: "other", text: "client: c = socket()\n", savedAs: null };
const sheet = () => useScriptSheet.getState();

beforeEach(() => useScriptSheet.setState(useScriptSheet.getInitialState(), true));

it("keeps what was written as a draft when another script is opened, and gives it back", () => {
  sheet().edit({ text: "server: s = socket()" });
  sheet().open(OTHER);
  expect(sheet().drafts.map(({ text }) => text)).toEqual(["server: s = socket()"]);
  const [draft] = sheet().drafts;
  if (draft) sheet().resume(draft);
  expect(sheet().script.text).toBe("server: s = socket()");
  expect(sheet().drafts).toEqual([]);
  sheet().open(OTHER);
  expect(sheet().drafts).toHaveLength(1);
});

it("makes no draft of a script that was not changed, or that was kept", () => {
  sheet().open(OTHER);
  sheet().open({ ...OTHER, name: "third" });
  sheet().edit({ text: "server: s = socket()" });
  sheet().edit({ savedAs: "third" });
  sheet().open(OTHER);
  expect(sheet().drafts).toEqual([]);
});
