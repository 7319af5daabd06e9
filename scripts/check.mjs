import { requireNode } from "./launch/node-version.mjs";

requireNode();
const { check } = await import("./check/main.mjs");
await check();
