import { expect, test } from 'vitest';
import type { Mark } from '../../reports/words/mark-words.ts';
import { failureOf, type ShownRun } from '../../reports/page/shown-run.ts';
import type { RecordSnapshot } from '../../reports/documents/scene.ts';
import { isLarge, linesOf } from './folds.ts';
import { goodStory } from './testing/good-story.ts';

const nobody: ReadonlySet<string> = new Set();
const none: ReadonlySet<number> = new Set();

/** A run in which nothing happens, but for what is said of some of its steps. */
function quiet(
  steps: number,
  {
    marks = {},
    records = {},
  }: { marks?: Record<number, Mark[]>; records?: Record<number, Partial<RecordSnapshot>> } = {},
): ShownRun {
  const run = failureOf(goodStory);
  let state = run.states[0];
  const states = Array.from({ length: steps + 1 }, (_, step) => {
    const change = records[step];
    if (change !== undefined) state = { ...state, records: [{ ...state.records[0], ...change }] };
    return state;
  });
  const told = Array.from({ length: steps }, (_, index) => ({
    actor: index % 2 === 0 ? 'broker 0' : 'controller',
    text: 'does its work',
    effects: [],
    marks: marks[index + 1] ?? [],
  }));
  return { ...run, steps: told, states };
}

const shown = (run: ShownRun, hidden = nobody, unfolded = none): string[] =>
  linesOf(run, hidden, unfolded, true).map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`));

test('steps without a mark in which nothing becomes of a record are folded, three and more in a row', () => {
  expect(shown(quiet(9, { marks: { 4: ['fault'], 7: ['cause'] } }))).toEqual(['1-3', '4', '5', '6', '7', '8', '9']);
});

test('a step is told in which a record is appended, lost, acknowledged, or takes effect', () => {
  const copy = { broker: 0, times: 1 };
  const run = quiet(20, {
    records: {
      4: { copies: [copy] },
      8: { copies: [copy, { broker: 1, times: 1 }] },
      12: { copies: [copy] },
      16: { told: 'acknowledged' },
    },
  });
  // That one more broker has it is what brokers are there for.
  expect(shown(run)).toEqual(['1-3', '4', '5-11', '12', '13-15', '16', '17-20']);
});

test('a fold that is opened shows its steps, and what is hidden is in none', () => {
  const run = quiet(8, { marks: { 5: ['fault'] } });
  expect(shown(run, nobody, new Set([2]))).toEqual(['1', '2', '3', '4', '5', '6-8']);
  expect(shown(run, new Set(['controller']))).toEqual(['1', '3', '5', '7']);
  expect(linesOf(run, nobody, none, false)).toHaveLength(8);
});

test('a run is large with more than forty steps or eight lanes', () => {
  const run = quiet(40);
  const actors = Array.from({ length: 9 }, (_, index) => ({ name: `broker ${index}`, kind: 'broker' as const }));
  expect([isLarge(run), isLarge(quiet(41)), isLarge({ ...run, actors })]).toEqual([false, true, true]);
});
