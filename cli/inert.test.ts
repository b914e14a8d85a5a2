import { expect, it } from 'vitest';
import { HOSTILE_TEXTS } from '../fuzz/inputs/hostile-texts.ts';
import { sampleClaims, sampleVerdict } from '../reports/testing/fixtures.ts';
import { verdictText } from '../reports/terminal/terminal.ts';
import type { VerdictDocument } from '../reports/documents/verdict.ts';
import { inert } from './inert.ts';
import { reportsOf } from './output.ts';

/** The document with the trick behind every text that is none of a few words. */
const hostile = <T>(value: T, trick: string): T =>
  JSON.parse(JSON.stringify(value), (key, item: unknown) =>
    typeof item === 'string' && !['format', 'verdict', 'semantics', 'method', 'ordered', 'verified'].includes(key)
      ? `${item}${trick}`
      : item,
  ) as T;

it.each(HOSTILE_TEXTS.map((trick) => [trick]))('inert in every field: %j', (trick) => {
  const documents = [hostile(sampleVerdict, trick), hostile(sampleClaims, trick)];
  const [markdown, html, xml, sarif] = reportsOf(documents).map(({ text }) => text);
  const terminal = verdictText(inert(documents[0] as VerdictDocument));
  for (const text of [markdown, html, xml, sarif, terminal]) {
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uFFFE\uFFFF]/u);
  }
  for (const text of [html, xml])
    expect(text).not.toMatch(/<script>alert|<ScRiPt|<img|<iframe|<!--|<!\[CDATA|<!ENTITY|]]>/);
  // Whatever a document says stands in quotes, where it is in a tag at all.
  const bare = html.replaceAll(/="[^"]*"/g, '');
  expect(bare).not.toMatch(/<[a-z][^<>]*\s(?:on\w+=|srcdoc|(?:href|src)=(?:javascript:|(?:https?:)?\/\/x))/i);
  const links = [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, link]) => link);
  expect(links.filter((link) => /^(?:javascript:|(?:https?:)?\/\/x)/i.test(link))).toEqual([]);
  expect(unclosedIn(xml)).toEqual([]);
  expect(() => JSON.parse(sarif) as unknown).not.toThrow();
});

it('XML whose elements do not close is seen', () => {
  expect(unclosedIn('<?xml version="1.0"?>\n<a><b c="d &lt; e"/>f</a>')).toEqual([]);
  expect(unclosedIn('<a><b></a>')).toEqual(['</a>', '<a>', '<b>']);
  expect(unclosedIn('<a>&x</a>')).toEqual(['&']);
  expect(unclosedIn('<a b="<"/>')).toEqual(['<', '<']);
});

/** What of an XML text is no well-formed element, attribute or reference; elements that are still open at its end. */
function unclosedIn(text: string): string[] {
  const strays: string[] = [];
  const open: string[] = [];
  const pieces =
    /<\?[^<>]*\?>|<(\/?)([\w:-]+)(?:\s+[\w:-]+="(?:[^<&"]|&(?:\w+|#\w+);)*")*\s*(\/?)>|&(?:\w+|#\w+);|[<&]/g;
  for (const [piece, closes, name, isEmpty] of text.matchAll(pieces)) {
    if (piece === '<' || piece === '&') strays.push(piece);
    if (name === undefined || isEmpty === '/') continue;
    if (closes === '') open.push(name);
    else if (open.at(-1) === name) open.pop();
    else strays.push(piece);
  }
  return [...strays, ...open.map((name) => `<${name}>`)];
}
