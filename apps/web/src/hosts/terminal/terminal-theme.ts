import type { ITheme } from "@xterm/xterm";

/** The page's colours as the terminal needs them, read from `element`, so that its side's hue is the right one. */
export function terminalTheme(element: Element): ITheme {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return {
    background: colour("--bg"),
    foreground: colour("--text"),
    cursor: colour("--side"),
    cursorAccent: colour("--bg"),
    selectionBackground: colour("--accent-soft"),
    selectionInactiveBackground: colour("--accent-soft"),
    scrollbarSliderBackground: colour("--line"),
    scrollbarSliderHoverBackground: colour("--line-strong"),
    scrollbarSliderActiveBackground: colour("--line-strong"),
    red: colour("--lost"),
    brightRed: colour("--lost"),
  };
}

/** Calls `changed` whenever the page gets other colours; returns how to end that. */
export function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}
