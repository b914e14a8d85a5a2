import { expect, test } from 'vitest';
import { htmlReport } from '../html/html.ts';
import type { Scene } from '../documents/scene.ts';
import { oneBroker, redelivery, sampleVerdict } from '../testing/fixtures.ts';
import type { VerdictDocument } from '../documents/verdict.ts';

const sceneWith = (text: string): Scene => ({
  format: 'kafka-trial/story',
  version: 1,
  actors: [
    { name: `producer ${text}`, kind: 'producer' },
    { name: 'broker 0', kind: 'broker' },
  ],
  partitions: [text],
  faults: [4],
  decisive: [5],
  noReturn: 4,
  atRest: false,
  messages: [{ from: `producer ${text}`, to: 'broker 0', sent: 1, there: 2, label: text, kind: 'produce' }],
  states: [oneBroker, {}, { records: [{ name: 'r1', told: 'acknowledged', copies: [], took: [2] }] }, {}, {}, {}],
});

function drawnWith(text: string): VerdictDocument {
  const guarantees = sampleVerdict.guarantees.map((guarantee) =>
    guarantee.counterexample === undefined
      ? guarantee
      : { ...guarantee, counterexample: redelivery, causes: [redelivery], scenes: [sceneWith(text)] },
  );
  return { ...sampleVerdict, guarantees };
}

test('a story is drawn: its marks in words, a link for each step, what has become of the records', () => {
  const page = htmlReport([drawnWith('one')]);
  for (const words of ['point of no return', '>fault<', '>cause<', '>violation<', 'no broker', 'From step']) {
    expect(page).toContain(words);
  }
  expect(page).toContain('<section class=static id=no-duplicates>');
  expect(page).toContain('<tr id="no-duplicates/4" class=n-no-return>');
  expect(page).toContain('href="#no-duplicates/4"');
  expect(page).toBe(htmlReport([drawnWith('one')]));
});

test('no text of a story becomes an element or an attribute, and the page loads nothing', () => {
  const hostile = htmlReport([drawnWith('"><img src=x onerror=alert(1)></svg><script>')]);
  const tags = (page: string): string[] => page.match(/<[a-z]+/g) ?? [];
  expect(tags(hostile)).toEqual(tags(htmlReport([drawnWith('words that do no harm')])));
  expect(hostile).toContain(`default-src 'none'`);
});

test('a file of before, which has no drawing, is told as text', () => {
  expect(htmlReport([sampleVerdict])).toContain('<pre>');
});

const count = (page: string, pattern: RegExp): number => page.match(pattern)?.length ?? 0;

test('of many stories every step is told, and pictures are drawn as far as a page stays small', () => {
  const many = Array.from({ length: 20 }, (_, index) => ({ ...drawnWith('one'), name: `${index}.yaml` }));
  const page = htmlReport(many);
  expect(count(page, /<tr id="\d+\.yaml%3Ano-duplicates\/\d"/g)).toBe(20 * 5);
  expect(count(page, /<svg class=lanes/g)).toBeGreaterThan(0);
  expect(count(page, /<svg class=lanes/g)).toBeLessThan(20);
});
