/** A character that is compared without case and diacritics. */
function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase().replace(/đ/g, "d").replace(/ł/g, "l").replace(/ø/g, "o");
}

/** Splits a text into what is hit by the query and what is not, alternating and starting with what is not: ["Tomáš ", "Dvo", "řák"]. */
export function hits(text: string, query: string): string[] {
  const characters = Array.from(text);
  const wanted = Array.from(fold(query.trim())).join("");
  if (wanted === "") return [text];
  const folded = characters.map(fold);
  for (let start = 0; start < characters.length; ++start) {
    let end = start;
    let seen = "";
    while (end < characters.length && seen.length < wanted.length) seen += folded[end++] ?? "";
    if (seen === wanted) return [characters.slice(0, start).join(""), characters.slice(start, end).join(""), characters.slice(end).join("")];
  }
  return [text];
}

/** Whether the query is somewhere in one of the texts. */
export function matches(texts: readonly (string | undefined)[], query: string): boolean {
  return query.trim() === "" || texts.some((text) => text !== undefined && fold(text).includes(fold(query.trim())));
}
