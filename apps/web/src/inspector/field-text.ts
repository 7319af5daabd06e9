import type { Field } from "@wirestage/wire";
import type { TFunction } from "i18next";
import { fieldLabelsEn } from "./field-labels.ts";
import type { FieldNode } from "./field-rows.ts";

export type InspectorT = TFunction<"inspector">;

type LabelKey = keyof typeof fieldLabelsEn;

function isLabelKey(key: string): key is LabelKey {
  return key in fieldLabelsEn;
}

const PACKET: ReadonlySet<string> = new Set(["ip", "ipv6", "tcp", "udp"]);

/** A header inside of another protocol's is the one that an ICMP error quotes. */
export function nodeLabelText({ field, level }: FieldNode, t: InspectorT): string {
  const name = labelText(field, t);
  return level > 1 && PACKET.has(field.id) ? t("quoted", { name }) : name;
}

export function labelText(field: Field, t: InspectorT): string {
  const key = field.id.replaceAll(".", "_");
  return isLabelKey(key) ? t(`field.${key}`) : field.name;
}

function verdictText(value: string, t: InspectorT): string {
  switch (value) {
    case "good":
    case "bad":
    case "absent":
    case "unverifiable":
      return t(`value.${value}`);
    default:
      return value;
  }
}

/** Header lengths stand in the header as a number of 32-bit words; null where `field` is none. */
export function wordsOf({ id, value }: Field): number | null {
  return (id === "tcp.hdr_len" || id === "ip.hdr_len") && typeof value === "number" ? value / 4 : null;
}

/** The value as it is read; bits as `1 · set`, header lengths as `5 × 4 = 20 B`. */
export function valueText(field: Field, t: InspectorT): string {
  const words = wordsOf(field);
  if (words !== null) return `${words} × 4 = ${field.display} B`;
  if (typeof field.value === "boolean")
    return `${field.display} · ${t(field.value ? "value.set" : "value.clear")}`;
  return field.id.endsWith(".status") ? verdictText(String(field.value), t) : field.display;
}
