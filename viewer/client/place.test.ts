import { expect, test } from 'vitest';
import { goodStory } from './testing/good-story.ts';
import { across, hashOf, opening, placeOf, withStep } from './place.ts';

const stories = [goodStory];

test('a story opens where it cannot be mended any more', () => {
  expect(opening(goodStory)).toMatchObject({ step: 2, isControl: false, isBeside: false });
  const scene = { ...goodStory.scene, noReturn: undefined };
  expect(opening({ ...goodStory, scene }).step).toBe(3);
});

test.each(['#no-loss/0', '#no-loss/3', '#no-loss/4/remedy', '#no-loss/1/beside', '#no-loss/1/remedy+beside'])(
  'the address %s names a place, whose address it is',
  (hash) => {
    const place = placeOf(hash, stories);
    expect(place === null ? null : hashOf(place)).toBe(hash);
  },
);

test.each([
  ['#no-loss', '#no-loss/2'],
  ['#no-loss/', '#no-loss/2'],
  ['#no-loss/x', '#no-loss/2'],
  ['#no-loss/-4', '#no-loss/0'],
  ['#no-loss/99', '#no-loss/3'],
  ['#no-loss/1.5', '#no-loss/2'],
  ['#no-loss/1/nonsense', '#no-loss/1'],
])('of the address %s what can be is taken: %s', (hash, meant) => {
  const place = placeOf(hash, stories);
  expect(place === null ? null : hashOf(place)).toBe(meant);
});

test('an address that names no story names no place', () => {
  for (const hash of ['', '#', '#no-duplicates/1', '#__proto__/1']) expect(placeOf(hash, stories)).toBeNull();
});

test('the same moment in the other run is the step that stands for it, and of the end the end', () => {
  const control = (step: number): number => across(withStep(opening(goodStory), step)).step;
  expect([0, 1, 2, 3].map(control)).toEqual([0, 1, 3, 4]);
  const back = (step: number): number => across(withStep({ ...opening(goodStory), isControl: true }, step)).step;
  expect([0, 1, 2, 3, 4].map(back)).toEqual([0, 1, 1, 2, 3]);
});
