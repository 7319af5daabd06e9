import type { Health } from "@wirestage/protocol";
import { useTranslation } from "react-i18next";
import { addMessages } from "../i18n/i18n.ts";
import { OpenFileButton } from "../open-file/OpenFileButton.tsx";
import * as samples from "../samples/messages.ts";
import { SampleList } from "../samples/SampleList.tsx";
import { HAS_SERVER } from "../session/has-server.ts";
import { OnlyRecordings } from "./OnlyRecordings.tsx";

addMessages({ samples });

/** What can be done where no lab can be opened, and why none can. */
export function WithoutLab({ why }: { readonly why: Health["why"] }) {
  const { t } = useTranslation("landing");
  return (
    <>
      <SampleList />
      <div className="mt-5">
        <OpenFileButton look="link" />
      </div>
      {HAS_SERVER ? <OnlyRecordings why={why} /> : <p className="mt-6 text-sm text-text-2">{t("getLab")}</p>}
    </>
  );
}
