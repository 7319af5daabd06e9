import { type APIRequestContext, expect, type Locator, type Page } from "@playwright/test";
import type { OpenLabInput } from "@wirestage/protocol";
import { openLab } from "./api.ts";
import { type Host, LabPage } from "./lab-page.ts";

/** A lab without programs, both consoles in view. */
export class ConsolePage {
  readonly lab: LabPage;
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
    this.lab = new LabPage(page);
  }

  static async open(page: Page, api: APIRequestContext, request: OpenLabInput = {}): Promise<ConsolePage> {
    const { id, token } = await openLab(api, request);
    const kept = JSON.stringify([{ lab: id, token }]);
    // A page that has opened labs of its own keeps their tokens.
    await page.addInitScript((tokens) => {
      if (sessionStorage.getItem("wirestage.tokens") === null)
        sessionStorage.setItem("wirestage.tokens", tokens);
    }, kept);
    await page.goto(`/lab/${id}?lang=en`);
    const opened = new ConsolePage(page);
    for (const host of ["client", "server"] as const) await opened.show(host);
    return opened;
  }

  /** Brings the console of a host into view. */
  async show(host: Host): Promise<void> {
    await this.lab.panel(host).getByRole("radio", { name: "Console" }).check();
  }

  of(host: Host): Locator {
    return this.#page.getByRole("region", { name: `Console, ${host}` });
  }

  line(host: Host): Locator {
    return this.of(host).getByRole("combobox", { name: "Statement" });
  }

  button(host: Host, name: string): Locator {
    return this.of(host).getByRole("button", { name, exact: true });
  }

  /** What was run on a host, newest last. */
  calls(host: Host): Locator {
    return this.of(host).getByRole("log").getByRole("listitem");
  }

  /** The newest call of this text. */
  call(host: Host, text: string): Locator {
    return this.calls(host).filter({ hasText: text }).last();
  }

  /** Types a statement as a teacher does, and runs it. */
  async run(host: Host, text: string): Promise<Locator> {
    await this.line(host).fill(text);
    await this.line(host).press("Enter");
    const call = this.call(host, text);
    // What follows may use the name, which the console knows once the socket is there.
    if (/= socket\(/.test(text)) await expect(call).toContainText("<socket fd=");
    return call;
  }
}
