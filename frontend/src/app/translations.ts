import i18next from "i18next";
import components from "@/components/en.json";
import charts from "@/features/charts/en.json";
import conflict from "@/features/conflict/en.json";
import customers from "@/features/customers/en.json";
import demand from "@/features/demand/en.json";
import history from "@/features/history/en.json";
import identity from "@/features/identity/en.json";
import maintenance from "@/features/maintenance/en.json";
import notices from "@/features/notices/en.json";
import redistribution from "@/features/redistribution/en.json";
import reviews from "@/features/reviews/en.json";
import page from "@/features/sales-supervision/en.json";
import saving from "@/features/saving/en.json";
import selection from "@/features/selection/en.json";
import vanStock from "@/features/van-stock/en.json";
import visit from "@/features/visit/en.json";
import { numbersInTexts } from "@/formats/numbersInTexts";

const en = {
  charts,
  components,
  conflict,
  customers,
  demand,
  history,
  identity,
  maintenance,
  notices,
  page,
  redistribution,
  reviews,
  saving,
  selection,
  vanStock,
  visit,
};

/** Texts of the pages beside the day, fetched with them. */
const later = {
  account: () => import("@/features/account/en.json"),
  audit: () => import("@/features/audit/en.json"),
  operations: () => import("@/features/operations/en.json"),
  signIn: () => import("@/features/sign-in/en.json"),
  tokens: () => import("@/features/tokens/en.json"),
  users: () => import("@/features/users/en.json"),
};

export type LaterTexts = keyof typeof later;

export const LATER_TEXTS = Object.keys(later) as LaterTexts[];

/** Add the texts of a page beside the day. */
export async function addTextsOf(namespace: LaterTexts): Promise<void> {
  const { default: texts } = await later[namespace]();
  i18next.addResourceBundle("en", namespace, texts);
}

/** All texts of the day, one namespace a feature. */
export function setUpTranslations(language: string): void {
  void i18next.use(numbersInTexts).init({
    lng: language,
    fallbackLng: "en",
    resources: { en },
    defaultNS: "page",
    interpolation: { escapeValue: false, alwaysFormat: true },
  });
  document.documentElement.lang = i18next.language;
  document.documentElement.dir = i18next.dir();
}
