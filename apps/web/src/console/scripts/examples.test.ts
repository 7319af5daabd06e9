import { parseScript } from "@wirestage/console";
import { expect, it } from "vitest";
import { en, zh } from "../messages.ts";
import { EXAMPLES, exampleText } from "./examples.ts";

const HOSTS = [
  { name: "client", address: "192.0.2.1", address6: null },
  { name: "server", address: "192.0.2.2", address6: null },
];

it.each(EXAMPLES.map(({ key }) => key))("%s can be run, and says in both languages what it does", (key) => {
  for (const { comments } of [en.example[key], zh.example[key]]) {
    const said: string[] = [];
    const text = exampleText(key, "192.0.2.2", (comment) => {
      said.push(comment);
      return new Map(Object.entries(comments)).get(comment) ?? "";
    });
    expect(parseScript(text, HOSTS).problems).toEqual([]);
    expect(said.toSorted()).toEqual(Object.keys(comments).toSorted());
    expect(text).toContain("192.0.2.2");
  }
});
