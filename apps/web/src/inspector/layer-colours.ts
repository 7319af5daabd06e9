import type { ByteLayer } from "./hex-rows.ts";

/** Soft grounds, mixed into the surface so that text on them keeps its contrast in every theme. */
export const LAYER_GROUND: Readonly<Record<ByteLayer, string>> = {
  link: "bg-[color-mix(in_oklab,var(--text-3)_16%,var(--surface))]",
  network: "bg-[color-mix(in_oklab,var(--kind-fin)_13%,var(--surface))]",
  transport: "bg-[color-mix(in_oklab,var(--kind-syn)_16%,var(--surface))]",
  payload: "bg-[color-mix(in_oklab,var(--kind-data)_16%,var(--surface))]",
};

export const LAYERS: readonly ByteLayer[] = ["link", "network", "transport", "payload"];
