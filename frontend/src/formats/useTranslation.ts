import i18next, { type i18n, type TFunction } from "i18next";
import { useSyncExternalStore } from "react";

interface Translation {
  t: TFunction;
  i18n: i18n;
}

/**
 * The texts of one namespace in the page's language. Lighter than the hook of react-i18next, which
 * prepares for texts that are still to be loaded, anew in each component: ours are all here.
 */
export function useTranslation(namespace: string): Translation {
  return translationOf(useLanguage(), namespace);
}

export function useLanguage(): string {
  return useSyncExternalStore(onLanguageChange, () => i18next.language);
}

function onLanguageChange(listener: () => void): () => void {
  i18next.on("languageChanged", listener);
  return () => i18next.off("languageChanged", listener);
}

const known = new Map<string, Translation>();

function translationOf(language: string, namespace: string): Translation {
  const key = `${language}|${namespace}`;
  const found = known.get(key);
  if (found) return found;
  const translation = { t: i18next.getFixedT(language, namespace), i18n: i18next };
  known.set(key, translation);
  return translation;
}
