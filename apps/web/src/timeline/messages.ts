import type { SameShape } from "../i18n/same-shape.ts";

export const en = {};

export const zh: SameShape<typeof en> = {};
