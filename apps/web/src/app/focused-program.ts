/** Number of the program in whose panel, marked by `data-program`, the focus is. */
export function focusedProgram(): number | null {
  const panel = document.activeElement?.closest("[data-program]");
  return Number(panel?.getAttribute("data-program")) || null;
}
