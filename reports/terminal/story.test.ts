import { describe, expect, test } from 'vitest';
import { uncoloured } from './colour.ts';
import { redelivery, retried, sampleScene } from '../testing/fixtures.ts';
import { story } from './story.ts';

test('a story tells who did what, what it changed, why it is wrong, and how to see it again', () => {
  const counterexample = {
    ...redelivery,
    replay: 'npx kafka-trial replay --seed bfs orders.yaml --guarantee no-duplicates',
  };
  const remedy = { change: 'application.idempotency.key: true', verified: 'holds', closes: 'guarantee' } as const;
  expect(story({ guarantee: 'no-duplicates', counterexample, remedy })).toBe(
    `no-duplicates is violated in 5 steps (no shorter way exists in the scope)

  1  producer p1  sends r1 to partition 0
  2  broker b1    handles the produce request
                  → broker b1 appends r1 at offset 0
                  → p1 is told: success
  3  member c1    processes r1
  4  member c1    crashes
                  → its position is forgotten; the committed offset is still 0
  5  member c2    processes r1
                  → second time for group g1

  Summary  Group g1 processed r1 (partition 0, offset 0) twice: by c1, then by c2.
  Cause    delivered again: the group had processed the record and not committed its offset
  Remedy   application.idempotency.key: true (verified: with it the guarantee holds)
  Replay   npx kafka-trial replay --seed bfs orders.yaml --guarantee no-duplicates
`,
  );
});

test('numbers stay aligned from ten steps on, and a story that may not be the shortest says so', () => {
  const step = { actor: 'b1', text: 'waits', effects: [] };
  const counterexample = { ...retried, steps: 10, story: Array.from({ length: 10 }, () => step) };
  const lines = story({ guarantee: 'no-loss', claim: '2.2-no-loss', counterexample }).split('\n');
  expect(lines[0]).toBe('no-loss is violated in 10 steps (the shortest way found), in a trial of claim 2.2-no-loss');
  expect(lines[2]).toBe('   1  b1  waits');
  expect(lines[11]).toBe('  10  b1  waits');
});

test('colour only if told so', () => {
  const told = { guarantee: 'no-duplicates', counterexample: redelivery };
  expect(story(told)).not.toContain('\u001B');
  const coloured = story(told, { colour: true });
  expect(coloured).toContain('\u001B[31mviolated');
  expect(uncoloured(coloured).replaceAll(/ +\n/g, '\n')).toBe(story(told));
});

test('where things stand at the end comes between the steps and the summary', () => {
  const counterexample = { ...retried, picture: ['topic-0: broker 0 leads, ISR 0', '  broker 0  r1 r1 |'] };
  const lines = story({ guarantee: 'no-duplicates', counterexample }).split('\n');
  expect(lines.slice(lines.indexOf('  At the end'), -1)).toEqual([
    '  At the end',
    '    topic-0: broker 0 leads, ISR 0',
    '      broker 0  r1 r1 |',
    '',
    '  Summary  r1 stands at offsets 0 and 1.',
    `  Cause    ${retried.cause}`,
  ]);
});

describe('the marks of a drawn story', () => {
  const told = { guarantee: 'no-duplicates', counterexample: redelivery, scene: sampleScene };

  test('stand behind the steps, in words', () => {
    const lines = story(told).split('\n');
    expect(lines.filter((line) => line.includes('['))).toEqual([
      '  3  member c1    processes r1  [cause]',
      '  4  member c1    crashes  [fault, point of no return]',
      '  5  member c2    processes r1  [cause, violation]',
    ]);
    expect(story({ ...told, scene: { ...sampleScene, atRest: true } })).toContain('[cause, still broken at rest]');
  });

  test('the summary says from where on it cannot be mended, as far as that is known', () => {
    expect(story(told)).toMatch(/Summary .* From step 4 on nothing can mend it, even if no further fault happens\.\n/);
    expect(story({ ...told, scene: { ...sampleScene, noReturn: 0 } })).toContain('It cannot be avoided from the start');
    expect(story({ ...told, scene: { ...sampleScene, noReturn: undefined } })).not.toContain('nothing can mend it');
  });
});
