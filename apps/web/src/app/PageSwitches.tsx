import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslation } from "react-i18next";
import { changeLanguage } from "../i18n/page-language.ts";
import { THEME_CHOICES, type ThemeChoice, useTheme } from "../theme/theme.ts";
import { IconButton } from "./buttons.tsx";

const ICONS = { system: Monitor, light: Sun, dark: Moon } as const;

function nextChoice(choice: ThemeChoice): ThemeChoice {
  return THEME_CHOICES[(THEME_CHOICES.indexOf(choice) + 1) % THEME_CHOICES.length] ?? "system";
}

/** Language and theme. */
export function PageSwitches() {
  const { t, i18n } = useTranslation("app");
  const { choice, choose } = useTheme();
  const other = i18n.language === "zh" ? "en" : "zh";
  return (
    <>
      <button
        type="button"
        lang={other === "zh" ? "zh-CN" : "en"}
        aria-label={other === "zh" ? "中文" : "English"}
        onClick={() => changeLanguage(other)}
        className="h-9 shrink-0 whitespace-nowrap rounded-full px-2 sm:px-3 text-sm text-text-2 transition-colors hover:bg-sunken hover:text-text"
      >
        {other === "zh" ? (
          "中文"
        ) : (
          <>
            <span className="sm:hidden">EN</span>
            <span className="max-sm:hidden">English</span>
          </>
        )}
      </button>
      <IconButton
        icon={ICONS[choice]}
        label={t(`theme.${choice}`)}
        onClick={() => choose(nextChoice(choice))}
      />
    </>
  );
}
