import { sameBytes } from "./computation.ts";
import { Episode } from "./episode.ts";
import type { Moment, NonceMade, Verdict } from "./story.ts";

function momentOf({ seq, t }: Moment): Moment {
  return { seq, t };
}

/** All episodes of a log in the order in which they began, and which of them a program's next step is about. */
export class EpisodeBook {
  readonly all: Episode[] = [];
  /** Those without a verdict. */
  readonly #open = new Set<Episode>();
  /** Names of programs by their numbers. */
  readonly #names = new Map<number, string>();

  started(program: number, name: string): void {
    this.#names.set(program, name);
  }

  ended(program: number, at: Moment): void {
    for (const episode of this.#open) {
      if (episode.verifier === program) this.settle(episode, { is: "ended", ...momentOf(at) });
    }
  }

  /** Whether the program is known to verify before it has computed anything. */
  isOfPair(program: number | null): boolean {
    return program !== null && (this.#names.get(program)?.startsWith("tcp-hmac") ?? false);
  }

  begin(at: Moment, verifier: { readonly program: number | null; readonly host: string }): Episode {
    const episode = new Episode(this.all.length + 1, at, verifier, this.isOfPair(verifier.program));
    this.all.push(episode);
    this.#open.add(episode);
    return episode;
  }

  settle(episode: Episode, verdict: Verdict): void {
    episode.verdict = verdict;
    this.#open.delete(episode);
  }

  /** The one whose nonce was made and not sent yet. */
  waitingWith(made: NonceMade | null): Episode | undefined {
    return [...this.#open].find((each) => each.made === made && each.ends === null);
  }

  /** The one about this message, else the newest, in which the program has not computed anything yet. */
  toCompute(program: number, message: Uint8Array): Episode | undefined {
    const open = [...this.#open].filter(
      (each) =>
        each.ends !== null &&
        ((each.verifier === program && each.verifierMac === null) ||
          (each.prover === program && each.proverMac === null && each.answer === null)),
    );
    return open.findLast(({ made }) => made !== null && sameBytes(made.bytes, message)) ?? open.at(-1);
  }

  /** The one whose MAC the program computed is among the two, else its newest. */
  toCompare(program: number, a: Uint8Array, b: Uint8Array): Episode | undefined {
    const open = [...this.#open].filter((each) => each.verifier === program && each.ends !== null);
    const isAbout = ({ verifierMac }: Episode) =>
      verifierMac !== null && (sameBytes(verifierMac.mac, a) || sameBytes(verifierMac.mac, b));
    return open.findLast(isAbout) ?? open.at(-1);
  }
}
