import i18next from "i18next";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const SOURCES = import.meta.glob<string>(
  ["/src/{app,components,features,formats}/**/*.{ts,tsx}", "!/src/**/*.test.{ts,tsx}"],
  { query: "?raw", import: "default", eager: true },
);

/** One `t(…)` of the sources: the key, with `*` where a part is known only as the page runs. */
interface Use {
  where: string;
  namespace: string;
  key: string;
  /** Names of the values given; null where they cannot be read off the source. */
  values: string[] | null;
}

const USES = Object.entries(SOURCES).flatMap(([path, source]) => usesIn(path, source));
const CATALOGUE = i18next.getDataByLanguage("en") ?? {};

/** Every text of the catalogue as "namespace:key". */
const TEXTS = new Map<string, string>(
  Object.entries(CATALOGUE).flatMap(([namespace, texts]) =>
    flat(texts).map(([key, text]) => [`${namespace}:${key}`, text] as const),
  ),
);

function flat(texts: unknown, prefix = ""): [string, string][] {
  return Object.entries(texts as Record<string, unknown>).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[prefix + key, value] as [string, string]]
      : flat(value, `${prefix}${key}.`),
  );
}

function usesIn(path: string, source: string): Use[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const namespaces = new Set<string>();
  const found: Omit<Use, "namespace">[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const [first, second] = node.arguments;
      if (node.expression.text === "useTranslation" && first && ts.isStringLiteral(first)) {
        namespaces.add(first.text);
      } else if (node.expression.text === "t" && first) {
        const line = file.getLineAndCharacterOfPosition(node.pos).line + 1;
        for (const key of keysOf(first)) {
          found.push({ where: `${path}:${line}`, key, values: valuesOf(second) });
        }
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  if (found.length > 0 && namespaces.size !== 1) {
    throw new Error(`${path} takes texts from ${namespaces.size} namespaces, not from one.`);
  }
  const [namespace = ""] = namespaces;
  return found.map((use) => ({ ...use, namespace }));
}

function keysOf(node: ts.Expression): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isParenthesizedExpression(node)) return keysOf(node.expression);
  if (ts.isConditionalExpression(node))
    return [...keysOf(node.whenTrue), ...keysOf(node.whenFalse)];
  if (ts.isTemplateExpression(node)) {
    return [node.head.text + node.templateSpans.map((span) => `*${span.literal.text}`).join("")];
  }
  throw new Error(`The key of a text must be read off the source, unlike ${node.getText()}.`);
}

function valuesOf(node: ts.Expression | undefined): string[] | null {
  if (!node) return [];
  if (!ts.isObjectLiteralExpression(node)) return null;
  const names = node.properties.map((property) => property.name?.getText());
  return names.every((name) => name !== undefined) ? names : null;
}

const PLURAL = /_(?:zero|one|two|few|many|other)$/;

function textsOf({ namespace, key }: Use): [string, string][] {
  const parts = `${namespace}:${key}`.split("*").map((part) => part.replace(/[.]/g, "\\."));
  const pattern = new RegExp(`^${parts.join("[^.]+")}$`);
  return [...TEXTS].filter(([name]) => pattern.test(name.replace(PLURAL, "")));
}

it("finds texts and their uses", () => {
  expect(TEXTS.size).toBeGreaterThan(150);
  expect(USES.length).toBeGreaterThan(130);
});

describe.each(USES)("$where uses $namespace:$key", (use) => {
  const texts = textsOf(use);

  it("which the catalogue has", () => {
    expect(texts).not.toEqual([]);
  });

  it("with every value that the text names, and a count where there is a plural", () => {
    if (use.values === null) return;
    const wanted = texts.flatMap(([name, text]) => [
      ...[...text.matchAll(/{{(\w+)}}/g)].map(([, value]) => value),
      ...(PLURAL.test(name) ? ["count"] : []),
    ]);
    expect(wanted.filter((value) => value && !use.values?.includes(value))).toEqual([]);
  });
});

it("every text of the catalogue is used", () => {
  const used = new Set(USES.flatMap((use) => textsOf(use).map(([name]) => name)));
  expect([...TEXTS.keys()].filter((name) => !used.has(name))).toEqual([]);
});

it("every plural has a text for one and for many", () => {
  const stems = [...TEXTS.keys()].filter((name) => PLURAL.test(name));
  const lacking = stems
    .map((name) => name.replace(PLURAL, ""))
    .filter((stem) => !TEXTS.has(`${stem}_one`) || !TEXTS.has(`${stem}_other`));
  expect([...new Set(lacking)]).toEqual([]);
});
