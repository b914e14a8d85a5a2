import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { story } from '../reports/terminal/story.ts';
import { judgeHazards } from './hazards.ts';
import { fakeHost } from './testing/fake-host.ts';

/**
 * The best known hazards, word for word: a change of the machine or of the narrator that changes how one of them is
 * told shows here. `npx vitest run judging/stories.test.ts -u` writes the stories anew.
 */
const TOLD = [
  'A01',
  'A06',
  'A08',
  'A11',
  'A12',
  'A13',
  'A17',
  'A18',
  'A20',
  'A21',
  'B01',
  'B03',
  'B12',
  'B13',
  'B14',
  'B15',
];

const folder = join(import.meta.dirname, 'stories');
/** Listed before any test runs: a snapshot that is missing would be written, and pass. */
const committed = readdirSync(folder);

const { hazards } = await judgeHazards({ seed: 'stories', runs: 1, only: TOLD }, fakeHost());

test('the stories are there', () => {
  expect(committed.sort()).toEqual(TOLD.map((id) => `${id}.txt`));
});

test.each(hazards)('$id is told as it always was ($title)', async ({ id, guarantee, counterexample }) => {
  if (counterexample === undefined) throw new Error(`${id} was not found`);
  await expect(story({ guarantee, counterexample })).toMatchFileSnapshot(join(folder, `${id}.txt`));
});
