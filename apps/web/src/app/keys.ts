import { DEED_KEYS } from "../hosts/program-deeds.ts";

export type KeyAction =
  | "toggle"
  | "previousEvent"
  | "nextEvent"
  | "start"
  | "live"
  | "loop"
  | "hold"
  | "step"
  | "release"
  | "drop"
  | "copy"
  | "delay"
  | "swap"
  | "inject"
  | "pauseProgram"
  | "stepProgram"
  | "killProgram"
  | "restartProgram"
  | "previousFrame"
  | "nextFrame"
  | "clear"
  | "help";

export interface KeyBinding {
  readonly action: KeyAction;
  readonly group: "time" | "wire" | "program" | "selection";
  /** `KeyboardEvent.key`, letters in lower case. */
  readonly keys: readonly string[];
  /** Whether a key that is kept down acts again and again. */
  readonly repeats: boolean;
}

function bind(
  group: KeyBinding["group"],
  action: KeyAction,
  keys: readonly string[],
  repeats = false,
): KeyBinding {
  return { group, action, keys, repeats };
}

/** Every key of the page, in the order in which the key sheet shows them. */
export const KEYS: readonly KeyBinding[] = [
  // A presenter's clicker sends the full stop and B.
  bind("time", "toggle", [" ", ".", "b"]),
  bind("time", "previousEvent", ["ArrowLeft", "PageUp"], true),
  bind("time", "nextEvent", ["ArrowRight", "PageDown"], true),
  bind("time", "start", ["Home"]),
  bind("time", "live", ["End"]),
  bind("time", "loop", ["l"]),
  bind("wire", "hold", ["h"]),
  bind("wire", "step", ["s"]),
  bind("wire", "release", ["r"]),
  bind("wire", "drop", ["d"]),
  bind("wire", "copy", ["2"]),
  bind("wire", "delay", ["w"]),
  bind("wire", "swap", ["o"]),
  bind("wire", "inject", ["i"]),
  bind("program", "pauseProgram", [DEED_KEYS.pause]),
  bind("program", "stepProgram", [DEED_KEYS.step]),
  bind("program", "killProgram", [DEED_KEYS.kill]),
  bind("program", "restartProgram", [DEED_KEYS.restart]),
  bind("selection", "previousFrame", ["k", "["], true),
  bind("selection", "nextFrame", ["j", "]"], true),
  bind("selection", "clear", ["Escape"]),
  bind("selection", "help", ["?"]),
];

/** How much of the keyboard the focused element keeps for itself. */
export type KeyOwner = "page" | "activation" | "steps" | "movement" | "everything";

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
  /** 229 is what browsers send while an input method composes. */
  readonly keyCode: number;
  readonly repeat: boolean;
}

/** Whether an input method is at work: its keys, also Enter and Escape, are its own. */
export function isComposing(press: Pick<KeyPress, "isComposing" | "keyCode">): boolean {
  return press.isComposing || press.keyCode === 229;
}

const ACTIVATION = new Set([" ", "Enter"]);
/** A range input knows these and does nothing at Space. */
const STEPS = new Set(["ArrowLeft", "ArrowRight", "PageUp", "PageDown", "Home", "End"]);
const MOVEMENT = new Set([...STEPS, ...ACTIVATION]);

function kept(owner: KeyOwner, key: string): boolean {
  switch (owner) {
    case "page":
      return false;
    case "activation":
      return ACTIVATION.has(key);
    case "steps":
      return STEPS.has(key);
    case "movement":
      return MOVEMENT.has(key);
    case "everything":
      return true;
    default:
      return owner satisfies never;
  }
}

/** What a key press means to the page, or null where it belongs to somebody else. */
export function actionOf(press: KeyPress, owner: KeyOwner): KeyAction | null {
  if (isComposing(press)) return null;
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  if (press.shiftKey && press.key !== "?") return null;
  if (kept(owner, press.key)) return null;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const binding = KEYS.find((each) => each.keys.includes(key));
  return binding && (binding.repeats || !press.repeat) ? binding.action : null;
}
