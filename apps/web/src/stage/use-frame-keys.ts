import { type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useRef, useState } from "react";
import { useSelection } from "../session/hooks.ts";
import type { Camera } from "./camera.ts";
import { frameKeyMeaning } from "./frame-key-meaning.ts";
import type { FrameMark, Scene } from "./scene.ts";
import type { FrameCommands } from "./use-frame-command.ts";

export interface FrameKeys {
  /** The one frame that the Tab key reaches. */
  readonly focused: number | null;
  onKeyDown(event: KeyboardEvent): void;
  onClick(event: MouseEvent): void;
}

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 };

function frameOf(target: EventTarget): number | null {
  const part = target instanceof Element ? target.closest("[data-frame], [data-label-of]") : null;
  const frame = part?.getAttribute("data-frame") ?? part?.getAttribute("data-label-of");
  return frame ? Number(frame) : null;
}

function neighbour(frames: readonly FrameMark[], frame: number | null, step: 1 | -1): FrameMark | undefined {
  const at = frames.findIndex((mark) => mark.frame === frame);
  return at < 0 ? frames.at(-1) : frames[at + step];
}

/**
 * Choosing frames by pointer and key: the frames are one stop of the Tab key, Up and Down go from one to the next,
 * Enter selects; H, R, W, O, D and 2 are those of the one that has the focus while it is on the wire.
 */
export function useFrameKeys(
  scene: Scene,
  camera: Camera,
  commands: FrameCommands,
  box: RefObject<HTMLElement | null>,
  onSelect: (frame: number) => void,
): FrameKeys {
  const select = useSelection((each) => each.select);
  const [wanted, setWanted] = useState<number | null>(null);
  const mustFocus = useRef(false);
  const isDrawn = scene.frames.some((mark) => mark.frame === wanted);
  const focused = isDrawn ? wanted : (scene.frames.at(-1)?.frame ?? null);

  useEffect(() => {
    if (!mustFocus.current || focused === null) return;
    mustFocus.current = false;
    box.current?.querySelector<SVGGElement>(`[data-frame="${focused}"]`)?.focus({ preventScroll: true });
  }, [focused, box]);

  const choose = (frame: number) => {
    onSelect(frame);
    select({ kind: "frame", frame });
  };
  const goTo = (mark: FrameMark) => {
    mustFocus.current = true;
    setWanted(mark.frame);
    camera.reveal({ from: mark.path[0]?.y ?? 0, to: mark.path.at(-1)?.y ?? 0 });
  };
  const act = (event: KeyboardEvent): boolean => {
    const frame = frameOf(event.target);
    const step = STEPS[event.key];
    if (step) {
      const mark = neighbour(scene.frames, frame ?? focused, step);
      if (mark) goTo(mark);
      return true;
    }
    if (frame === null) return false;
    if (event.key === "Enter") {
      choose(frame);
      return true;
    }
    const mark = scene.frames.find((each) => each.frame === frame);
    const meaning = mark && commands.may === "yes" ? frameKeyMeaning(event.key, mark.end.fate) : "page";
    if (meaning === "page") return false;
    if (meaning !== "nothing") commands.command(meaning, frame);
    return true;
  };
  return {
    focused,
    onKeyDown: (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.nativeEvent.isComposing || !act(event))
        return;
      event.preventDefault();
      event.stopPropagation();
    },
    onClick: (event) => {
      const frame = frameOf(event.target);
      if (frame === null) return;
      setWanted(frame);
      choose(frame);
    },
  };
}
