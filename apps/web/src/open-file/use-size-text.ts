import { useTranslation } from "react-i18next";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** Sizes of files in the page's language, in units of 1000 bytes. */
export function useSizeText(): (bytes: number) => string {
  const { i18n } = useTranslation();
  return (bytes) => {
    const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
    const format = {
      style: "unit",
      unit: UNITS[power],
      unitDisplay: "short",
      maximumFractionDigits: 1,
    } as const;
    return new Intl.NumberFormat(i18n.language, format).format(bytes / 1_000 ** power);
  };
}
