import { requireNode } from "./launch/node-version.mjs";

requireNode();
const { bench } = await import("./bench/main.mjs");
await bench(process.argv.slice(2));
