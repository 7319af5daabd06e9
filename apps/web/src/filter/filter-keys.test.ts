import { compileFilter, completeFilter } from "@wirestage/display-filter";
import { expect, it } from "vitest";
import { takeKey } from "./filter-keys.ts";

/** What a Tab behind `text` does while the list is open. */
function tab(text: string, isChosen = false) {
  const taken: string[] = [];
  let isDismissed = false;
  const isTaken = takeKey(
    { key: "Tab", shiftKey: false },
    {
      ...{ isOpen: true, isChosen, active: 0, isWhole: compileFilter(text).ok },
      items: completeFilter(text, text.length, { hosts: [] }),
      ...{ move: () => {}, ask: () => {} },
      take: ({ insert }) => taken.push(insert),
      dismiss: () => {
        isDismissed = true;
      },
    },
  );
  return { isTaken, taken, isDismissed };
}

it("Tab behind half a word: completes it", () => {
  expect(tab("tcp.flags.sy")).toEqual({ isTaken: true, taken: ["tcp.flags.syn"], isDismissed: false });
});

it("Tab behind a whole filter: closes the list, leaves the filter and lets the focus move on", () => {
  expect(tab("tcp")).toEqual({ isTaken: false, taken: [], isDismissed: true });
});

it("Tab behind a whole filter once an option was chosen: takes the option", () => {
  expect(tab("tcp", true)).toMatchObject({ isTaken: true, isDismissed: false });
  expect(tab("tcp", true).taken).toHaveLength(1);
});
