import { compareTest, containsTest, matchesTest, presenceTest, setTest, type Test } from "./comparison.ts";
import { type FilteredFrame, FrameReading } from "./frame-reading.ts";
import { parseFilter } from "./parser.ts";
import { PatternCost } from "./pattern.ts";
import { FilterFault, type FilterProblem } from "./problem.ts";
import { type FilterRemark, remarksOn } from "./remark.ts";
import type { FilterTree } from "./tree.ts";

/** In UTF-16 units. */
export const MAX_LENGTH = 512;

export interface DisplayFilter {
  /**
   * Whether the filter lets the frame through; never throws. A comparison that needs bytes which are not here does
   * not hold, and neither does one with a field that the frame does not have.
   */
  readonly matches: (frame: FilteredFrame) => boolean;
  /** What `matches` with patterns has cost so far, in steps: 400 at most for each byte of a frame that was searched. */
  readonly patternSteps: () => number;
}

export type CompiledFilter =
  | { readonly ok: true; readonly filter: DisplayFilter; readonly remarks: readonly FilterRemark[] }
  | { readonly ok: false; readonly problem: FilterProblem };

const EVERY_FRAME: DisplayFilter = { matches: () => true, patternSteps: () => 0 };

/** Of the frames that are judged now: filters that judge one after another read a frame once. */
const readings = new WeakMap<FilteredFrame, FrameReading>();

function readingOf(frame: FilteredFrame): FrameReading {
  const known = readings.get(frame);
  if (known !== undefined) return known;
  const reading = new FrameReading(frame);
  readings.set(frame, reading);
  return reading;
}

/**
 * A display filter as Wireshark writes it. Never throws; a text of blanks lets every frame through.
 *
 * Words of field names, operators and values, and what they mean, are those of wireshark-filter(4), for the fields in
 * `FIELDS`. A field without a comparison is true where it is there, whatever its value.
 */
export function compileFilter(text: string): CompiledFilter {
  if (text.length > MAX_LENGTH) {
    const facts = { most: MAX_LENGTH };
    return { ok: false, problem: { code: "too_long", from: MAX_LENGTH, to: text.length, facts } };
  }
  if (text.trim() === "") return { ok: true, filter: EVERY_FRAME, remarks: [] };
  try {
    const tree = parseFilter(text);
    const cost = new PatternCost();
    const test = testOf(tree, cost);
    const filter: DisplayFilter = {
      matches: (frame) => test(readingOf(frame)),
      patternSteps: () => cost.steps,
    };
    return { ok: true, filter, remarks: remarksOn(tree) };
  } catch (error) {
    if (error instanceof FilterFault) return { ok: false, problem: error.problem };
    throw error;
  }
}

function testOf(tree: FilterTree, cost: PatternCost): Test {
  switch (tree.kind) {
    case "and": {
      const [left, right] = [testOf(tree.left, cost), testOf(tree.right, cost)];
      return (reading) => left(reading) && right(reading);
    }
    case "or": {
      const [left, right] = [testOf(tree.left, cost), testOf(tree.right, cost)];
      return (reading) => left(reading) || right(reading);
    }
    case "xor": {
      const [left, right] = [testOf(tree.left, cost), testOf(tree.right, cost)];
      return (reading) => left(reading) !== right(reading);
    }
    case "not": {
      const test = testOf(tree.operand, cost);
      return (reading) => !test(reading);
    }
    case "present":
      return presenceTest(tree.operand);
    case "compare":
      return compareTest(tree);
    case "contains":
      return containsTest(tree);
    case "matches":
      return matchesTest(tree, cost);
    case "in":
      return setTest(tree);
    default:
      return tree satisfies never;
  }
}
