import { expect, test } from 'vitest';
import { htmlReport } from './html.ts';
import { drawnVerdict, goodVerdict, sampleVerdict } from '../testing/fixtures.ts';

/** The cells of the row that begins with a setup's name. */
function rowOf(page: string, name: string): string[] {
  const row = page.split('<tr').find((text) => text.includes(`>${name}</a><td>`)) ?? '';
  const [, ...cells] = row.split('<td>');
  return cells.map((cell) => cell.replace(/<[^>]*>|\n[^]*/g, ''));
}

test('several setups have a matrix: a row for each, a column for each guarantee, a link where one is violated', () => {
  const page = htmlReport([drawnVerdict, goodVerdict]);
  expect(page).toContain('<h1>2 setups</h1>');
  expect(rowOf(page, 'orders.yaml')).toEqual([
    'Delivers at least once',
    'holds',
    'violated',
    'not violated',
    'vacuous',
  ]);
  expect(rowOf(page, 'good.yaml')).toEqual(['Delivers exactly once', 'holds', 'holds', 'holds', '–']);
  const [, target] = /<a href=#([^" ]+)[^>]*><span class=violated>/.exec(page) ?? [];
  expect(page).toContain(`<section class=static id=${target}>`);
  expect(page).toBe(htmlReport([drawnVerdict, goodVerdict]));
});

test('the same setup twice has two addresses, and one alone no matrix', () => {
  const page = htmlReport([drawnVerdict, drawnVerdict]);
  const ids = page.match(/ id=[^ >]+/g) ?? [];
  expect(new Set(ids).size).toBe(ids.length);
  expect(htmlReport([drawnVerdict])).not.toContain('setups</h1>');
});

test('setups of files without drawings are told as text', () => {
  const page = htmlReport([sampleVerdict, goodVerdict]);
  expect(rowOf(page, 'orders.yaml')[2]).toBe('violated');
  expect(page).toContain('<pre>');
});
