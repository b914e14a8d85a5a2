import { html } from '../markup.ts';

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

/** A piece as HTML. Everything but the names of tags and attributes is escaped. */
export function rendered(content: Content): string {
  if (content === null) return '';
  if (typeof content === 'string' || typeof content === 'number') return html(String(content));
  if (isList(content)) return content.map(rendered).join('');
  const { tag, attributes } = content;
  const written = Object.entries(attributes).map(([name, value]) =>
    value === undefined ? '' : ` ${name}="${html(String(value))}"`,
  );
  return `<${tag}${written.join('')}>${content.content.map(rendered).join('')}</${tag}>`;
}

export const isList = (content: Content): content is readonly Content[] => Array.isArray(content);
