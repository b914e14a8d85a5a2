/** A part of a page that is written from its source, between two comments that name it. */
export interface GeneratedPart {
  readonly name: string;
  /** What the comment sends a reader to who wants to change the part. */
  readonly source: string;
  readonly text: string;
}

/**
 * A page with its generated parts as their sources have them.
 *
 * @throws {Error} when the page has no place for one of them.
 */
export const withParts = (page: string, parts: readonly GeneratedPart[]): string => parts.reduce(withPart, page);

function withPart(page: string, { name, source, text }: GeneratedPart): string {
  const end = `<!-- end of ${name} -->\n`;
  const from = page.indexOf(`<!-- ${name}: `);
  const to = page.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`the page has no part "${name}"`);
  return `${page.slice(0, from)}<!-- ${name}: from ${source}, by npm run docs -->\n\n${text}\n${page.slice(to)}`;
}
