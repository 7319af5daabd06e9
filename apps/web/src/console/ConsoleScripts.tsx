import { Suspense } from "react";
import { useSession } from "../session/hooks.ts";
import { ScriptDesk } from "./load-console.ts";
import { useScriptSheet } from "./scripts/script-sheet.ts";

/** Stands once in the lab view; its code is loaded when a script is wanted. */
export function ConsoleScripts() {
  const { lab } = useSession();
  const isWanted = useScriptSheet(({ isOpen, planned }) => isOpen || planned?.lab === lab);
  if (!isWanted) return null;
  return (
    <Suspense fallback={null}>
      <ScriptDesk />
    </Suspense>
  );
}
