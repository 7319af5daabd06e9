import type { SameShape } from "../../../i18n/same-shape.ts";

export const en = { title: "Rules" };

export const zh: SameShape<typeof en> = { title: "规则" };
