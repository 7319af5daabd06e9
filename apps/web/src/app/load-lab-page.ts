import type { ComponentType } from "react";

/** The lab's code is not needed to show the landing view; that view loads it ahead, before Start is pressed. */
export async function loadLabPage(): Promise<{ default: ComponentType<{ readonly lab: string }> }> {
  const { LabPage } = await import("./LabPage.tsx");
  return { default: LabPage };
}
