import { useState } from "react";
import { useTranslation } from "@/formats/useTranslation";
import { deviceStorage } from "./DeviceStorage";

type Theme = "light" | "dark";

/**
 * Light or dark, as the device prefers until somebody chooses otherwise on it. The first choice is
 * made by `public/first.js`, before anything is drawn.
 */
export function ThemeSwitch() {
  const { t } = useTranslation("components");
  const [theme, setTheme] = useState<Theme>(
    document.documentElement.dataset.theme === "dark" ? "dark" : "light",
  );
  const other = theme === "dark" ? "light" : "dark";
  return (
    <button
      type="button"
      aria-label={t(`theme.${other}`)}
      title={t(`theme.${other}`)}
      className="grid size-11 shrink-0 place-items-center rounded-xl hover:bg-sunken md:size-9"
      onClick={() => {
        deviceStorage.setItem("theme", other);
        document.documentElement.dataset.theme = other;
        setTheme(other);
      }}
    >
      <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4">
        <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M8 2a6 6 0 0 1 0 12Z" fill="currentColor" />
      </svg>
    </button>
  );
}
