import { requireNode } from "./launch/node-version.mjs";

requireNode();
const { buildStatic } = await import("./build/static.mjs");
await buildStatic(process.argv.slice(2));
