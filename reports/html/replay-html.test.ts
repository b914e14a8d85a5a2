import { expect, test } from 'vitest';
import { findingsOf } from '../words/findings.ts';
import { replayHtml } from './replay-html.ts';
import { drawnVerdict } from '../testing/fixtures.ts';

const [own, other] = findingsOf(drawnVerdict);

test('one story is told alone, several under a list that leads to each', () => {
  expect(replayHtml([own])).toContain('<section class=static id=no-duplicates>');
  expect(replayHtml([own])).not.toContain('<a href=#no-duplicates>');
  const both = replayHtml([own, other]);
  expect(both).toContain('<a href=#no-duplicates>no-duplicates in 5 steps:');
  expect(both).toContain('<section class=static id=no-duplicates.2>');
});

test('stories of two claims do not share an address', () => {
  const page = replayHtml([
    { ...own, claim: '2.1' },
    { ...own, claim: '2.2' },
  ]);
  expect(page.match(/<section class=static id=[^>]+/g)).toEqual([
    '<section class=static id=2.1%3Ano-duplicates',
    '<section class=static id=2.2%3Ano-duplicates',
  ]);
});
