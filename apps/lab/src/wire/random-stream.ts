import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Numbers from 0 up to, not including, 1, evenly spread. */
export type RandomStream = () => number;

const FNV_OFFSET_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** FNV-1a over UTF-16 units, so that alike texts give seeds that are not. */
function seedOf(text: string): number {
  let hash = FNV_OFFSET_BASIS;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  return hash;
}

/** The same seed and the same name give the same numbers; other names are streams of their own. */
export function randomStream(seed: number, ...name: readonly string[]): RandomStream {
  const generator = xoroshiro128plus(seedOf([seed, ...name].join("/")));
  return () => uniformFloat64(generator);
}
