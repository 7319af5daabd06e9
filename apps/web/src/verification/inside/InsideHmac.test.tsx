import { hmacSteps } from "@wirestage/hmac";
import i18next from "i18next";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, it } from "vitest";
import { addMessages, startTranslation } from "../../i18n/i18n.ts";
import type { HmacComputation } from "./computation.ts";
import { InsideHmac } from "./InsideHmac.tsx";
import { en, zh } from "./messages.ts";

const KEY = new TextEncoder().encode("open sesame");
const MESSAGE = Uint8Array.from({ length: 32 }, (_, index) => index);

function computationOf(changed: Partial<HmacComputation> = {}): HmacComputation {
  const { mac } = hmacSteps("sha256", KEY, MESSAGE);
  return { digest: "sha256", key: KEY, message: MESSAGE, mac, ...changed };
}

function pageOf(computation: HmacComputation, secretText?: string): string {
  return renderToStaticMarkup(<InsideHmac computation={computation} secretText={secretText} />);
}

beforeAll(async () => {
  startTranslation("en");
  addMessages({ "inside-hmac": { en, zh } });
  await i18next.changeLanguage("en");
});

describe("inside HMAC", () => {
  it("a computation with its secret: begins with the secret as text and as bytes", () => {
    const page = pageOf(computationOf(), "open sesame");
    expect(page).toContain("open sesame");
    expect(page).toContain(">6f<");
    expect(page).toContain("7 of 7 test cases of RFC 4231 right");
    expect(page).not.toContain("is history");
  });

  it.each([
    ["md5", "MD5 is history", "RFC 6151"],
    ["sha1", "SHA-1 is history", "RFC 6194"],
  ] as const)("%s: is marked as history, with the reason", (digest, title, source) => {
    const page = pageOf(computationOf({ digest }));
    expect(page).toContain(title);
    expect(page).toContain(source);
    expect(page).toContain("7 of 7 test cases of RFC 2202 right");
  });

  it("a recording without its secret: asks for it, and shows no bytes of a key", () => {
    const page = pageOf(computationOf({ key: null }), "open sesame");
    expect(page).toContain("This recording holds no secret");
    expect(page).not.toContain("open sesame");
    expect(page).not.toContain(">6f<");
  });
});
