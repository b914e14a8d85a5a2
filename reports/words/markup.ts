/** Text for an HTML page or an attribute. */
export function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Text for XML 1.0, which knows most control characters in no spelling at all: they are replaced. */
export function xml(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are the characters that XML forbids
  return html(text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu, '\uFFFD'));
}

/** Text for Markdown, a table's cell included: nothing in it is markup, and it stays on one line. */
export function markdown(text: string): string {
  return text
    .replace(/[\\`*|<>[\]]/g, (character) => `\\${character}`)
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
    .replace(/\s*\n\s*/g, ' ');
}

/** A block of plain text in Markdown, behind a fence longer than any in the text. */
export function fenced(text: string, language = 'text'): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.endsWith('\n') ? text : `${text}\n`}${fence}\n`;
}

/** A table in Markdown; nothing in its cells is markup. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [tableRow(heads), `| ${heads.map(() => '---').join(' | ')} |\n`, ...rows.map(tableRow)].join('');
}

const tableRow = (cells: readonly string[]): string => `| ${cells.map(markdown).join(' | ')} |\n`;
