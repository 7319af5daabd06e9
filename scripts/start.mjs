import { requireNode } from "./launch/node-version.mjs";

requireNode();
const { start } = await import("./launch/start.mjs");
await start(process.argv.slice(2));
