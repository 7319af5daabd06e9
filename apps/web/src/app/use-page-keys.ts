import { useEffect, useRef } from "react";
import { keyOwner } from "./key-owner.ts";
import { actionOf, type KeyAction } from "./keys.ts";

/**
 * Calls `act` for every key press that is the page's. Space after a click on a button plays or pauses; on a button
 * that was reached by Tab it presses the button, as everywhere.
 */
export function usePageKeys(act: (action: KeyAction) => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    let byPointer = false;
    let pressed: string | null = null;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Tab") byPointer = false;
      if (event.defaultPrevented) return;
      const target = event.target instanceof Element ? event.target : null;
      const isBehindModal = document.querySelector("dialog:modal") !== null;
      const action = actionOf(event, keyOwner(target, { byPointer, isBehindModal }));
      if (!action) return;
      // Escape closes what floats above the page, but not where the press was prevented.
      if (action === "clear" && document.querySelector(":popover-open") !== null) return;
      event.preventDefault();
      pressed = event.key;
      latest.current(action);
    };
    // Firefox presses a focused button when the key goes up.
    const onKeyUp = (event: KeyboardEvent) => {
      if (event.key === pressed) event.preventDefault();
      pressed = null;
    };
    addEventListener("pointerdown", () => (byPointer = true), { signal, capture: true });
    addEventListener("keydown", onKeyDown, { signal });
    addEventListener("keyup", onKeyUp, { signal });
    return () => stop.abort();
  }, []);
}
