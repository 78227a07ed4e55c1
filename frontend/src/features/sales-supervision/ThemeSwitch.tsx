import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/Button";

type Theme = "light" | "dark";

const KEY = "theme";

/** Light or dark, as the device prefers until somebody chooses otherwise on it. */
export function ThemeSwitch() {
  const { t } = useTranslation("page");
  const [theme, setTheme] = useState<Theme>(chosenTheme);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const other = theme === "dark" ? "light" : "dark";
  return (
    <Button
      look="quiet"
      aria-label={t(`theme.${other}`)}
      title={t(`theme.${other}`)}
      className="px-2.5!"
      onClick={() => {
        window.localStorage.setItem(KEY, other);
        setTheme(other);
      }}
    >
      <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4">
        <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M8 2a6 6 0 0 1 0 12Z" fill="currentColor" />
      </svg>
    </Button>
  );
}

function chosenTheme(): Theme {
  const chosen = document.documentElement.dataset.theme ?? window.localStorage.getItem(KEY);
  if (chosen === "light" || chosen === "dark") return chosen;
  return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
