import { expect, it } from 'vitest';
import { sampleVerdict } from '../reports/testing/fixtures.ts';
import { verdictText } from '../reports/terminal.ts';
import { inert } from './inert.ts';
import { reportsOf } from './output.ts';

/** What terminals, browsers and readers of XML, Markdown and workflow logs are told things by. */
const TRICKS = [
  '\u001b[2J',
  '\u001b]8;;http://x\u0007',
  '\u009b31m',
  '\u202egnp.exe',
  '\u2066x\u2069',
  '\u0000',
  '\b\b\b',
  '\r\nproved',
  '\ud800',
  '\ufffe',
  '\u2028',
  '\u200b',
  '\ufeff',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onload='x",
  ']]>',
  '</pre></details>',
  '<!--',
  '-->',
  '&lt;',
  '&#x1b;',
  '</style>',
  '<![CDATA[',
  '{{7*7}}',
]; // prettier-ignore

const hostile = <T>(value: T, trick: string): T =>
  JSON.parse(JSON.stringify(value), (key, item: unknown) =>
    typeof item === 'string' && !['format', 'verdict', 'semantics', 'method', 'ordered', 'verified'].includes(key)
      ? `${item}${trick}`
      : item,
  ) as T;

it.each(TRICKS.flatMap((trick) => [trick, `${trick}${trick}`]))('inert in every field: %j', (trick) => {
  const document = hostile(sampleVerdict, trick);
  const texts = [...reportsOf([document]).map(({ text }) => text), verdictText(inert(document))];
  for (const text of texts) {
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uFFFE\uFFFF]/u);
  }
  const [, html, junit, sarif] = texts;
  for (const text of [html, junit]) expect(text).not.toMatch(/<script|<img|<!--|<!\[CDATA|]]>/);
  expect(() => JSON.parse(sarif) as unknown).not.toThrow();
});
