import { type ComponentChild, h } from 'preact';
import { type Content, isList } from '../../reports/page/element.ts';

/** A piece of a page as Preact draws it, and draws again only what has changed. */
export function toPreact(content: Content): ComponentChild {
  if (content === null || typeof content === 'string' || typeof content === 'number') return content;
  if (isList(content)) return content.map(toPreact);
  const { tag, attributes, content: inner } = content;
  return h(tag, { ...attributes }, ...inner.map(toPreact));
}
