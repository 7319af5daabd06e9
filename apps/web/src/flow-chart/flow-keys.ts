import type { FlowLayout, StepBox } from "./flow-layout.ts";
import type { StepPlace } from "./step-text.ts";

function isAt(box: StepBox, { side, name }: StepPlace): boolean {
  return box.side === side && box.name === name;
}

/** The step that an arrow key leads to from another: up and down a side, or over to the nearest of the other side; null for other keys. */
export function stepAfterKey(key: string, from: StepPlace, { steps }: FlowLayout): StepPlace | null {
  const here = steps.find((box) => isAt(box, from));
  if (!here) return null;
  const own = steps.filter((box) => box.side === here.side);
  const at = own.indexOf(here);
  switch (key) {
    case "ArrowDown":
      return own[at + 1] ?? here;
    case "ArrowUp":
      return own[at - 1] ?? here;
    case "Home":
      return own[0] ?? here;
    case "End":
      return own.at(-1) ?? here;
    case "ArrowLeft":
    case "ArrowRight": {
      const side = key === "ArrowLeft" ? "client" : "server";
      if (side === here.side) return here;
      const others = steps.filter((box) => box.side === side);
      return others.toSorted((a, b) => Math.abs(a.y - here.y) - Math.abs(b.y - here.y))[0] ?? here;
    }
    default:
      return null;
  }
}
