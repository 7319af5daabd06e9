import { AGREEING_BYTES, type TimedMethod } from "@wirestage/protocol";

/** From 0 to 1, the same for the same seed: Park and Miller. */
function drawsOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Batches whose true time is `meanNs(agreeing)`; noise of ±`noiseNs`, and now and then a machine twice as slow. */
export function timed(
  meanNs: (agreeing: number) => number,
  rounds = 200,
  noiseNs = 4,
  seed = 1,
): TimedMethod {
  const draw = drawsOf(seed);
  const slow = Array.from({ length: rounds }, () => (draw() < 0.2 ? 2 : 1));
  const timings = AGREEING_BYTES.map((agreeing) => ({
    agreeing,
    nanoseconds: slow.map((factor) => factor * meanNs(agreeing) + noiseNs * (2 * draw() - 1)),
  }));
  return { method: "stops-at-difference", batch: 512, clockStepNs: 80, timings };
}
