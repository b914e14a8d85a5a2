import { html } from '../words/markup.ts';

/** A piece of a page as plain data: whoever renders it decides what becomes of it. */
export type Content = Element | string | number | null | readonly Content[];

export interface Element {
  readonly tag: string;
  /** Those without a value are left out. */
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  readonly content: readonly Content[];
}

export const el = (tag: string, attributes: Element['attributes'] = {}, ...content: readonly Content[]): Element => ({
  tag,
  attributes,
  content,
});

/**
 * A piece as HTML, as short as HTML allows. Everything but the names of tags and attributes is escaped.
 *
 * Left out are end tags that every parser puts in (HTML Standard, 13.1.2.4, optional tags) and quotes around values that need
 * none (13.1.2.3, attributes).
 */
export function rendered(content: Content): string {
  if (content === null) return '';
  if (typeof content === 'string' || typeof content === 'number') return html(String(content));
  if (isList(content)) return content.map(rendered).join('');
  const { tag, attributes } = content;
  const written = Object.entries(attributes).map(([name, value]) =>
    value === undefined ? '' : ` ${name}=${attributeValue(String(value))}`,
  );
  const inner = content.content.map(rendered).join('');
  if (inner === '' && SHAPES.has(tag)) return `<${tag}${written.join('')} />`;
  return `<${tag}${written.join('')}>${inner}${UNENDED.has(tag) ? '' : `</${tag}>`}`;
}

/** These end where the next begins, or with what they are in. */
const UNENDED: ReadonlySet<string> = new Set(['td', 'th', 'tr', 'thead', 'tbody', 'li', 'dt', 'dd']);

/** Of SVG, where a tag may end itself. */
const SHAPES: ReadonlySet<string> = new Set(['path', 'rect', 'circle']);

const attributeValue = (value: string): string => (/^[\w.:#%-]+$/.test(value) ? value : `"${html(value)}"`);

export const isList = (content: Content): content is readonly Content[] => Array.isArray(content);
