import { expect, it } from "vitest";
import text from "../../public/samples/index.json?raw";
import { SampleIndex } from "./sample-index.ts";

const FILES = Object.keys(import.meta.glob("../../public/samples/*.pcapng"));

it("names every recording that comes with the page, each once, in both languages", () => {
  const { samples } = SampleIndex.parse(JSON.parse(text));
  const named = samples.map(({ name }) => `../../public/samples/${name}.pcapng`);
  expect(named.toSorted()).toEqual(FILES.toSorted());
});

it("lets no recording lie outside of its folder", () => {
  const words = { en: "a", zh: "b" };
  const index = { samples: [{ name: "../other", title: words, description: words }] };
  expect(SampleIndex.safeParse(index).success).toBe(false);
});
