/** A table in Markdown. Its cells are Markdown, on one line each. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |\n`).join('');
}

/** A `|` would end the cell, and a `<` begin a tag. */
const cell = (text: string): string => text.replace(/[|<]/g, (character) => `\\${character}`);

export const code = (text: string): string => `\`${text}\``;
