/** The old way, which also works on plain HTTP, where browsers give a page no `navigator.clipboard`. */
function copyByEvent(text: string): void {
  const fill = (event: ClipboardEvent) => {
    event.preventDefault();
    event.clipboardData?.setData("text/plain", text);
  };
  document.addEventListener("copy", fill, { capture: true });
  document.execCommand("copy");
  document.removeEventListener("copy", fill, { capture: true });
}

/** Puts `text` on the clipboard. */
export async function copyText(text: string): Promise<void> {
  if (!isSecureContext) return copyByEvent(text);
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyByEvent(text);
  }
}
