import { expect, type Locator } from "@playwright/test";
import type { Host, LabPage } from "./lab-page.ts";

/** Long enough for a trial, in which real timers run out. */
const TRIAL_MS = 50_000;

/** How clients are verified in a lab, and the attacks that can be tried, as a learner sees them. */
export class VerificationPage {
  readonly lab: LabPage;
  readonly view: Locator;

  constructor(lab: LabPage) {
    this.lab = lab;
    this.view = lab.page.getByRole("region", { name: "Verification", exact: true });
  }

  async open(part: "What happened" | "Attacks to try"): Promise<void> {
    await this.lab.page.getByRole("tab", { name: "Verification" }).click();
    await this.view.getByRole("radio", { name: part }).check({ force: true });
  }

  /** One step of the story, by the beginning of its heading. */
  step(heading: string): Locator {
    return this.view.getByRole("listitem").filter({
      has: this.lab.page.getByRole("heading", { level: 4, name: new RegExp(`^${heading}`) }),
    });
  }

  /** The bytes that stand in a part of a step, as hex: all runs of them, in order. */
  async bytesOf(part: Locator): Promise<string[]> {
    await expect(part.locator("code.verification-bytes").first()).toBeVisible();
    const texts = await part.locator("code.verification-bytes").allTextContents();
    return texts.map((text) => text.replaceAll(/\s/g, ""));
  }

  /** Opens one side's computation, and reads what comes out of each of its steps, by the step's name. */
  async insideHmac(side: Host): Promise<ReadonlyMap<string, string>> {
    const step = this.step(side === "client" ? "The client computes" : "The server computes");
    await step.getByRole("button", { name: "Inside HMAC" }).click();
    const dialog = this.lab.page.getByRole("dialog", { name: new RegExp(`the ${side}’?'?s computation`) });
    await dialog.getByText("All steps").click();
    const stages = dialog.locator(".hmac-stage");
    await expect(stages.last()).toHaveAccessibleName(/the MAC$/);
    const outputs = await stages.evaluateAll((regions) =>
      regions.map((region): [string, string] => {
        const cells = [...region.querySelectorAll(".hmac-out td")].map((cell) => cell.textContent ?? "");
        return [region.getAttribute("aria-label") ?? "", cells.join("").replaceAll(/\s/g, "")];
      }),
    );
    await dialog.getByRole("button", { name: "Close" }).click();
    return new Map(outputs);
  }

  attack(name: string): Locator {
    return this.view
      .getByRole("article")
      .filter({ has: this.lab.page.getByRole("heading", { level: 4, name, exact: true }) });
  }

  /** Presses a button of an attack, and ends what runs where the page asks about it. */
  async start(attack: Locator, button: string): Promise<void> {
    await attack.getByRole("button", { name: new RegExp(`: ${button}$`) }).click();
    const end = attack.getByRole("button", { name: "End it and try" });
    const stop = attack.getByRole("button", { name: /Stop$/ });
    await expect(end.or(stop)).toBeVisible();
    if (await end.isVisible()) await end.click();
    await expect(stop).toBeVisible();
  }

  /** Tries an attack to its end; answers what the page says came of it. */
  async try(attack: Locator, button: string): Promise<Locator> {
    await this.start(attack, button);
    await expect(attack.getByRole("button", { name: /Stop$/ })).toBeHidden({ timeout: TRIAL_MS });
    await expect(attack.locator(".attack-phase").last()).toHaveAttribute("data-is", "done");
    return attack.getByRole("region", { name: "What came of it" }).last();
  }
}
