import type { ByteLayer } from "./hex-rows.ts";

/** Soft grounds, mixed into the surface so that text on them keeps its contrast in every theme. */
export const LAYER_GROUND: Readonly<Record<ByteLayer, string>> = {
  link: "bg-[color-mix(in_oklab,var(--text-3)_24%,var(--surface))]",
  network: "bg-[color-mix(in_oklab,var(--kind-fin)_20%,var(--surface))]",
  transport: "bg-[color-mix(in_oklab,var(--kind-syn)_24%,var(--surface))]",
  payload: "bg-[color-mix(in_oklab,var(--kind-data)_24%,var(--surface))]",
};

export const LAYERS: readonly ByteLayer[] = ["link", "network", "transport", "payload"];
