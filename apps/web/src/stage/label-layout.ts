/** A label that wants its centre at (`x`, `y`); pixels. Lower `rank` is placed first. */
export interface LabelWish {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rank: number;
}

const GAP = 3;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function boxAt({ x, width, height }: LabelWish, y: number): Box {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom + GAP && b.top < a.bottom + GAP;
}

/** The free place nearest to the wish, at most `most` pixels up or down; null where all is taken. */
function freePlace(wish: LabelWish, taken: readonly Box[], most: number): number | null {
  const near = taken.filter((box) =>
    overlaps(
      { ...boxAt(wish, wish.y), top: wish.y - most - wish.height, bottom: wish.y + most + wish.height },
      box,
    ),
  );
  const edges = near.flatMap((box) => [box.bottom + GAP + wish.height / 2, box.top - GAP - wish.height / 2]);
  const places = [wish.y, ...edges]
    .filter((y) => Math.abs(y - wish.y) <= most)
    .sort((a, b) => Math.abs(a - wish.y) - Math.abs(b - wish.y) || b - a);
  return places.find((y) => near.every((box) => !overlaps(boxAt(wish, y), box))) ?? null;
}

/**
 * Places labels so that no two overlap, each as near to its wish as those before it leave room. A label that would
 * have to move more than `most` pixels gets no place. The same wishes in any order give the same places.
 * @returns the y of each placed label's centre, by id
 */
export function layoutLabels(wishes: readonly LabelWish[], most: number): ReadonlyMap<number, number> {
  const order = [...wishes].sort((a, b) => a.rank - b.rank || a.y - b.y || a.id - b.id);
  const taken: Box[] = [];
  const places = new Map<number, number>();
  for (const wish of order) {
    const y = freePlace(wish, taken, most);
    if (y === null) continue;
    taken.push(boxAt(wish, y));
    places.set(wish.id, y);
  }
  return places;
}
