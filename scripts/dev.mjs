import { requireNode } from "./launch/node-version.mjs";

requireNode();
const { dev } = await import("./dev/main.mjs");
await dev(process.argv.slice(2));
