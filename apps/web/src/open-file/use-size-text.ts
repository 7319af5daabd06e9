import { useTranslation } from "react-i18next";

const UNITS = ["B", "kB", "MB", "GB"] as const;

/** Sizes of files as the page's language writes numbers, in units of 1000 bytes. */
export function useSizeText(): (bytes: number) => string {
  const { i18n } = useTranslation();
  return (bytes) => {
    const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
    const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
    return `${number.format(bytes / 1_000 ** power)}\u202f${UNITS[power]}`;
  };
}
