import type { LucideIcon } from "lucide-react";

/** Something that can be done with a choice, as a button on the sheet, which closes first. */
export interface Way {
  readonly key: string;
  readonly text: string;
  /** What sets it apart from the others, as its tooltip. */
  readonly hint?: string;
  readonly icon: LucideIcon;
  readonly look: "primary" | "quiet";
  readonly disabled: boolean;
  readonly act: () => void;
}
