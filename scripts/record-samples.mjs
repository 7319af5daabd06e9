import { requireNode } from "./launch/node-version.mjs";

requireNode();
const { recordSamples } = await import("./samples/record.mjs");
await recordSamples(process.argv.slice(2));
