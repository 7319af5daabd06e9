import "./app/zod-without-eval.ts";
import "./theme/index.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";
import { pageParameters } from "./app/page-parameters.ts";
import { startLanguage } from "./i18n/page-language.ts";
import { useRunChoice } from "./runs/use-run-choice.ts";
import { startTheme } from "./theme/theme.ts";

const { language, theme, choice } = pageParameters(location.search);
useRunChoice.getState().choose(choice);
startTheme(theme);
startLanguage(language);

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
