import type { RuleAction } from "@wirestage/trace";
import { ArrowLeftRight, Copy, Gauge, Hand, type LucideIcon, Pencil, Timer, X } from "lucide-react";

export const ACTION_ICONS: Readonly<Record<RuleAction["do"], LucideIcon>> = {
  lose: X,
  duplicate: Copy,
  delay: Timer,
  reorder: ArrowLeftRight,
  corrupt: Pencil,
  "limit-rate": Gauge,
  hold: Hand,
};
