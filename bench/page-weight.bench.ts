import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { firstView } from "./first-view.ts";
import { report } from "./report.ts";

const web = fileURLToPath(new URL("../dist/web", import.meta.url));
const files = firstView(readFileSync(join(web, ".vite/manifest.json"), "utf8")).map((file) =>
  readFileSync(join(web, file)),
);

/** The sum over files, since each is compressed by itself; in kB of 1000 bytes. */
const weight = (compress: (file: Buffer) => Buffer) =>
  files.reduce((sum, file) => sum + compress(file).length, 0) / 1000;

report({
  name: "script and style of the first view, gzip",
  value: weight((file) => gzipSync(file, { level: 9 })),
  unit: "kB",
  baseline: { name: "not compressed", value: weight((file) => file) },
  aim: { atMost: 170 },
});
report({ name: "script and style of the first view, brotli", value: weight(brotliCompressSync), unit: "kB" });
