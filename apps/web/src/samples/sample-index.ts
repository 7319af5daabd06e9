import { useEffect, useState } from "react";
import { z } from "zod";

/** Every sentence in both languages of the page. */
const Words = z.object({ en: z.string().min(1), zh: z.string().min(1) });

/** A recording that comes with the page. */
export const Sample = z.object({
  /** Its file without `.pcapng`, and the last part of its address. */
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  title: Words,
  description: Words,
});
export type Sample = z.infer<typeof Sample>;

/** `samples/index.json`: in the order in which they are shown. Whoever serves the page may add their own. */
export const SampleIndex = z.object({ samples: z.array(Sample).max(500) });

export type Samples =
  | { readonly status: "loading" }
  | { readonly status: "missing" }
  | { readonly status: "here"; readonly samples: readonly Sample[] };

const FOLDER = `${import.meta.env.BASE_URL}samples/`;

export function samplePath(name: string): string {
  return `${FOLDER}${name}.pcapng`;
}

/** Where on the page a recording is shown. */
export function sampleAddress(name: string): string {
  return `/samples/${name}`;
}

let asked: Promise<Samples> | null = null;

async function ask(): Promise<Samples> {
  try {
    const response = await fetch(`${FOLDER}index.json`);
    return { status: "here", ...SampleIndex.parse(await response.json()) };
  } catch {
    asked = null;
    return { status: "missing" };
  }
}

/** The recordings that come with the page; read once, again after a failure. */
export function askSamples(): Promise<Samples> {
  asked ??= ask();
  return asked;
}

export function useSamples(): Samples {
  const [samples, setSamples] = useState<Samples>({ status: "loading" });
  useEffect(() => {
    let wanted = true;
    void askSamples().then((answer) => {
      if (wanted) setSamples(answer);
    });
    return () => {
      wanted = false;
    };
  }, []);
  return samples;
}
