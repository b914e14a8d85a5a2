import { expect, test } from 'vitest';
import { hazardsHtml } from './hazards-html.ts';
import { sampleHazards, sampleScene } from '../testing/fixtures.ts';

const control = { ...sampleScene, change: 'application.idempotency.key=true', steps: [], broken: false };
const [found, large] = sampleHazards.hazards;
const drawn = { ...sampleHazards, hazards: [{ ...found, scene: { ...sampleScene, control } }, large] };

test('a hazard leads to its story, which stands beside its control', () => {
  const page = hazardsHtml(drawn);
  expect(page).toContain('<a href=#A12%3Ano-duplicates>5 steps</a>');
  expect(page).toContain('<section class=static id=A12%3Ano-duplicates>');
  expect(page).toContain('<b>application.idempotency.key=true (verified: with it the guarantee holds)</b>');
  expect(page).toContain('The same schedule with application.idempotency.key=true');
  expect(page).toContain('<details id=hazard-B06><summary>B06: ');
  expect(page).toBe(hazardsHtml(drawn));
});

test('no text of a hazard becomes an element', () => {
  const tags = (title: string): string[] =>
    hazardsHtml({ ...drawn, hazards: [{ ...found, title, story: title, sources: [title] }] }).match(/<[a-z]+/g) ?? [];
  expect(tags('"><script>alert(1)</script>')).toEqual(tags('harmless'));
});

test('a control that does not hold is called no remedy', () => {
  const violated = { ...drawn.hazards[0], control: { verdict: 'violated', states: 9 } as const };
  expect(hazardsHtml({ ...drawn, hazards: [violated] })).not.toContain('<dt>Remedy');
});
