/** Somebody's initials on a colour of their own; whoever draws it says the name. */
export function Avatar({ name }: { name: string }) {
  return (
    <span
      aria-hidden="true"
      // Drawn, not written: what carries it has a name of its own, of which initials are no part.
      data-initials={initialsOf(name)}
      className="grid size-7 shrink-0 place-items-center rounded-full font-bold text-[0.6875rem] text-white before:content-[attr(data-initials)]"
      style={{ backgroundColor: `hsl(${hueOf(name)} 45% 32%)` }}
    />
  );
}

/** The first letters of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word) => firstLetter(word ?? "")).join("");
}

function firstLetter(word: string): string {
  const letter = /\p{L}|\p{N}/u.exec(word)?.[0] ?? [...word][0] ?? "";
  return letter.toLocaleUpperCase();
}

function hueOf(name: string): number {
  let hash = 0;
  for (const letter of name) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 360;
  return hash;
}
