import type { Page } from "@playwright/test";

interface Box {
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Header, main regions and rows of tabs as they stand on the screen; what stands inside one of them is not told. */
export function mainRegions(page: Page): Promise<Box[]> {
  return page.evaluate(() => {
    const regions = [...document.querySelectorAll("header, footer, section[aria-label], [role=tablist]")];
    const outer = regions.filter(
      (region) => !regions.some((other) => other !== region && other.contains(region)),
    );
    return outer
      .map((region) => ({ region, box: region.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && box.height > 0)
      .map(({ region, box: { left, top, right, bottom } }) => ({
        name: region.getAttribute("aria-label") ?? region.tagName.toLowerCase(),
        left,
        top,
        right,
        bottom,
      }));
  });
}

/** Pairs of `boxes` that share more than a border's width. */
export function overlaps(boxes: readonly Box[]): string[] {
  return boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (other) =>
          Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
          Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1,
      )
      .map((other) => `${one.name} | ${other.name}`),
  );
}

/** Controls that cannot be hit in their middle: something lies over them, or they stand outside of the window. */
export function unreachableControls(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const canScroll = (element: Element) => {
      for (let at = element.parentElement; at; at = at.parentElement) {
        if (/auto|scroll/.test(getComputedStyle(at).overflow) && at !== document.documentElement) return true;
      }
      return false;
    };
    const isHit = (control: Element) => {
      const { left, top, width, height } = control.getBoundingClientRect();
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      return hit !== null && (control.contains(hit) || hit.contains(control));
    };
    const controls = [...document.querySelectorAll("button, a[href], select, input")];
    return controls
      .filter((control) => control.checkVisibility() && !control.closest("svg") && !canScroll(control))
      .filter((control) => control.getBoundingClientRect().width > 1 && !isHit(control))
      .map((control) => control.getAttribute("aria-label") ?? control.textContent ?? control.tagName);
  });
}

/** By how many CSS pixels the page is wider than the window. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
