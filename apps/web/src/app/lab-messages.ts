import * as again from "../again/messages.ts";
import * as hosts from "../hosts/messages.ts";
import { zh as noiseInChinese, en as noiseInEnglish } from "../link-noise/messages.ts";
import * as save from "../save/messages.ts";
import * as source from "../source/messages.ts";
import * as stage from "../stage/messages.ts";
import * as timeline from "../timeline/messages.ts";
import { zh as wireInChinese, en as wireInEnglish } from "../wire-controls/messages.ts";
import * as rules from "../wire-controls/rules/messages.ts";

/** Texts that come with the code of the lab view. */
export const labMessages = {
  again,
  hosts,
  rules,
  "link-noise": { en: noiseInEnglish, zh: noiseInChinese },
  save,
  source,
  stage,
  timeline,
  "wire-controls": { en: wireInEnglish, zh: wireInChinese },
};
