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
/** Above the first drawn event stand the hosts' names, which would cover a label. */
const CEILING = -8;

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

const BAND = 48;

/** Placed boxes by the bands of height that they touch, so that a wish looks only at its neighbours. */
class TakenBoxes {
  readonly #bands = new Map<number, Box[]>();

  add(box: Box): void {
    for (let band = Math.floor(box.top / BAND); band <= Math.floor(box.bottom / BAND); band++) {
      const boxes = this.#bands.get(band) ?? [];
      boxes.push(box);
      this.#bands.set(band, boxes);
    }
  }

  near(area: Box): Box[] {
    const found = new Set<Box>();
    for (
      let band = Math.floor((area.top - GAP) / BAND);
      band <= Math.floor((area.bottom + GAP) / BAND);
      band++
    ) {
      for (const box of this.#bands.get(band) ?? []) if (overlaps(area, box)) found.add(box);
    }
    return [...found];
  }
}

/** The free place nearest to the wish, at most `most` pixels up or down and under the heads; null where all is taken. */
function freePlace(wish: LabelWish, taken: TakenBoxes, most: number): number | null {
  const highest = CEILING + wish.height / 2;
  const { top, bottom, left, right } = boxAt(wish, wish.y);
  const near = taken.near({ left, right, top: top - most, bottom: bottom + most });
  const edges = near.flatMap((box) => [box.bottom + GAP + wish.height / 2, box.top - GAP - wish.height / 2]);
  const places = [wish.y, highest, ...edges]
    .filter((y) => y >= highest && Math.abs(y - wish.y) <= most)
    .sort((a, b) => Math.abs(a - wish.y) - Math.abs(b - wish.y) || b - a);
  return places.find((y) => near.every((box) => !overlaps(boxAt(wish, y), box))) ?? null;
}

/**
 * Places labels so that no two overlap, each as near to its wish as those before it leave room. A label that would
 * have to move more than `most` pixels, or up among the hosts' names, gets no place. The same wishes in any order give the same places.
 * @returns the y of each placed label's centre, by id
 */
export function layoutLabels(wishes: readonly LabelWish[], most: number): ReadonlyMap<number, number> {
  const order = [...wishes].sort((a, b) => a.rank - b.rank || a.y - b.y || a.id - b.id);
  const taken = new TakenBoxes();
  const places = new Map<number, number>();
  for (const wish of order) {
    const y = freePlace(wish, taken, most);
    if (y === null) continue;
    taken.add(boxAt(wish, y));
    places.set(wish.id, y);
  }
  return places;
}
