import { requireNode } from "./launch/node-version.mjs";

requireNode();
const { test } = await import("./test/main.mjs");
await test(process.argv.slice(2));
