import i18next from "i18next";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, expect, it } from "vitest";
import { addMessages, startTranslation } from "../i18n/i18n.ts";
import { SessionProvider } from "../session/hooks.ts";
import { LiveSessionBench } from "../session/testing/live-session-bench.ts";
import { en, zh } from "./messages.ts";
import { OwnProgram } from "./OwnProgram.tsx";

beforeAll(async () => {
  startTranslation("en");
  addMessages({ hosts: { en, zh } });
  await i18next.changeLanguage("en");
});

it.each(["client", "server"])("on the %s: the line has the lab's id and the host", (host) => {
  const { session } = new LiveSessionBench();
  const page = renderToStaticMarkup(
    <SessionProvider value={session}>
      <OwnProgram host={host} />
    </SessionProvider>,
  );
  const line = `npx wirestage exec --lab ${session.lab} --host ${host} -- python3 my_${host}.py`;
  expect(page).toContain(`<code>${line}</code>`);
  expect(page).toContain("Copy the line");
});
