import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import * as app from "../app/messages.ts";
import * as events from "../events/messages.ts";
import * as hosts from "../hosts/messages.ts";
import * as inspector from "../inspector/messages.ts";
import * as landing from "../landing/messages.ts";
import * as stage from "../stage/messages.ts";
import * as status from "../status/messages.ts";
import * as timeline from "../timeline/messages.ts";
import * as wireControls from "../wire-controls/messages.ts";

export const LANGUAGES = ["en", "zh"] as const;
export type PageLanguage = (typeof LANGUAGES)[number];

/** One namespace per feature folder, under the folder's name. */
const en = {
  app: app.en,
  events: events.en,
  hosts: hosts.en,
  inspector: inspector.en,
  landing: landing.en,
  stage: stage.en,
  status: status.en,
  timeline: timeline.en,
  "wire-controls": wireControls.en,
};
const zh = {
  app: app.zh,
  events: events.zh,
  hosts: hosts.zh,
  inspector: inspector.zh,
  landing: landing.zh,
  stage: stage.zh,
  status: status.zh,
  timeline: timeline.zh,
  "wire-controls": wireControls.zh,
};

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "app";
    resources: typeof en;
  }
}

/** Starts translation; the texts are in the bundle, so it is ready when this returns. */
export function startTranslation(language: PageLanguage): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    defaultNS: "app",
    resources: { en, zh },
    interpolation: { escapeValue: false },
    initAsync: false,
    react: { useSuspense: false },
  });
}
