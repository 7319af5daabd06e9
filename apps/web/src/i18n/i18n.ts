import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import * as app from "../app/messages.ts";
import * as landing from "../landing/messages.ts";
import * as runs from "../runs/messages.ts";
import * as status from "../status/messages.ts";

export const LANGUAGES = ["en", "zh"] as const;
export type PageLanguage = (typeof LANGUAGES)[number];

/** Every namespace of the page: the folders that have a `messages.ts`, under the name of their folder. */
interface Namespaces {
  readonly again: typeof import("../again/messages.ts")["en"];
  readonly app: typeof app.en;
  readonly attacks: typeof import("../verification/attacks/messages.ts")["en"];
  readonly calls: typeof import("../hosts/calls/messages.ts")["en"];
  readonly "comparison-timing": typeof import("../verification/timing/messages.ts")["en"];
  readonly compare: typeof import("../compare/messages.ts")["en"];
  readonly console: typeof import("../console/messages.ts")["en"];
  readonly events: typeof import("../events/messages.ts")["en"];
  readonly filter: typeof import("../filter/messages.ts")["en"];
  readonly "flow-chart": typeof import("../flow-chart/messages.ts")["en"];
  readonly hosts: typeof import("../hosts/messages.ts")["en"];
  readonly "inside-hmac": typeof import("../verification/inside/messages.ts")["en"];
  readonly inspector: typeof import("../inspector/messages.ts")["en"];
  readonly landing: typeof landing.en;
  readonly "link-noise": typeof import("../link-noise/messages.ts")["en"];
  readonly recordings: typeof import("../recordings/messages.ts")["en"];
  readonly rules: typeof import("../wire-controls/rules/messages.ts")["en"];
  readonly "rule-sheet": typeof import("../wire-controls/rules/sheet/messages.ts")["en"];
  readonly "run-sheet": typeof import("../runs/sheet/messages.ts")["en"];
  readonly "open-file": typeof import("../open-file/messages.ts")["en"];
  readonly runs: typeof runs.en;
  readonly samples: typeof import("../samples/messages.ts")["en"];
  readonly save: typeof import("../save/messages.ts")["en"];
  readonly source: typeof import("../source/messages.ts")["en"];
  readonly stage: typeof import("../stage/messages.ts")["en"];
  readonly status: typeof status.en;
  readonly verification: typeof import("../verification/messages.ts")["en"];
  readonly timeline: typeof import("../timeline/messages.ts")["en"];
  readonly "wire-controls": typeof import("../wire-controls/messages.ts")["en"];
}

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "app";
    resources: Namespaces;
  }
}

type Messages = { readonly [N in keyof Namespaces]?: { readonly en: object; readonly zh: object } };

/** Texts of views whose code is loaded later come with that code. */
export function addMessages(messages: Messages): void {
  for (const [namespace, { en, zh }] of Object.entries(messages)) {
    i18next.addResourceBundle("en", namespace, en);
    i18next.addResourceBundle("zh", namespace, zh);
  }
}

/** Starts translation; the first view's texts are in the bundle, so it is ready when this returns. */
export function startTranslation(language: PageLanguage): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    defaultNS: "app",
    resources: {
      en: { app: app.en, landing: landing.en, runs: runs.en, status: status.en },
      zh: { app: app.zh, landing: landing.zh, runs: runs.zh, status: status.zh },
    },
    interpolation: { escapeValue: false },
    initAsync: false,
    react: { useSuspense: false },
  });
}
