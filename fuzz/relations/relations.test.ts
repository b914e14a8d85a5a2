import { describe, expect, it } from 'vitest';
import { merged, small } from '../../properties/claims/setups.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { fuzzRelations, relationText } from '../fuzz-relations.ts';
import { checkRelation } from './check-relation.ts';
import type { Demand, Relation } from './relation.ts';
import { RELATIONS } from './relations.ts';
import { searched } from './searched.ts';

describe('what Kafka demands of a setup and its twins', () => {
  it('is so of a few random setups', () => {
    const options = { setups: 3, first: 0, seed: 'suite', statesMax: 30 };
    const { broken, twins, tooLarge, tried } = fuzzRelations(options);
    expect(broken.map((found) => relationText(found, options))).toEqual([]);
    expect(twins - tooLarge).toBeGreaterThan(30);
    expect(tried.size).toBeGreaterThan(20);
  });

  it('has each an argument, and a name of its own', () => {
    expect(new Set(RELATIONS.map(({ id }) => id)).size).toBe(RELATIONS.length);
    expect(RELATIONS.filter(({ because }) => because === '')).toEqual([]);
  });

  it('is printed where it is not so, as the smallest setup of which it is not, with the line that finds it again', () => {
    const wrong = relation(
      { kind: 'stronger', of: 'every guarantee' },
      { consumer: { 'auto.offset.reset': 'latest' } },
    );
    const options = { setups: 10, first: 0, seed: 's', statesMax: 200, relations: [wrong] };
    const { broken } = fuzzRelations(options);
    const text = relationText(broken[0], options);
    const { setup } = broken[0];
    expect(text).toContain(
      `a twin of setup ${setup} is not as Kafka demands:\n  a wrong one: with {"consumer":{"auto.offset.reset":"latest"}} it is violated: no-loss`,
    );
    expect(text).toContain(`replay: npm run fuzz -- relations --setups 1 --seed s:${setup}`);
  });
});

const SOUND = small({ consumer: { 'enable.auto.commit': false } });
/** What is written before the group has its partition is skipped. */
const LATEST = merged(SOUND, { consumer: { 'auto.offset.reset': 'latest' } });
const CRASH: SetupDraft = { faults: { 'consumer.crash': 1 } };
const EARLIEST: SetupDraft = { consumer: { 'auto.offset.reset': 'earliest' } };

describe('a demand that is not met is seen', () => {
  it.each<[string, Demand, SetupDraft, SetupDraft, string]>([
    ['in a figure', { kind: 'same' }, SOUND, CRASH, 'there is no more: 18 distinct, 27 generated, depth 9'],
    [
      'in the violations',
      { kind: 'same-steps' },
      LATEST,
      EARLIEST,
      'there is no more: no-loss (skipped by the group) in',
    ],
    ['in a cause that comes', { kind: 'same-causes' }, SOUND, CRASH, 'there is as well: no-duplicates (one log entry'],
    ['in a cause that goes', { kind: 'kept' }, LATEST, EARLIEST, 'there is no more: no-loss (skipped by the group)'],
    [
      'in a way that ends',
      { kind: 'more' },
      LATEST,
      EARLIEST,
      'what is narrower has no-loss (skipped by the group); its way comes to no rest',
    ],
    [
      'in a guarantee that breaks',
      { kind: 'stronger', of: 'every guarantee' },
      SOUND,
      CRASH,
      'it is violated: no-duplicates',
    ],
  ])('%s', (_, demand, draft, change, seen) => {
    expect(compared(demand, draft, change).broken.join('\n')).toContain(`with ${JSON.stringify(change)} ${seen}`);
  });

  it('and nothing else', () => {
    expect(compared({ kind: 'more' }, LATEST, CRASH)).toEqual({ twins: 1, tooLarge: 0, broken: [] });
    expect(compared({ kind: 'stronger', of: { 'no-loss': 'any' } }, LATEST, CRASH).broken).toEqual([]);
  });

  it('and not where a search has not come to its end, or Kafka would not start', () => {
    expect(compared({ kind: 'same' }, LATEST, CRASH, 10)).toEqual({ twins: 1, tooLarge: 1, broken: [] });
    const refused: SetupDraft = { producer: { acks: '1', 'enable.idempotence': true } };
    expect(compared({ kind: 'same' }, LATEST, refused)).toEqual({ twins: 0, tooLarge: 0, broken: [] });
  });
});

const relation = (demand: Demand, change: SetupDraft): Relation => ({
  id: 'a wrong one',
  because: 'it is made up',
  demand,
  twins: () => [change],
});

function compared(demand: Demand, draft: SetupDraft, change: SetupDraft, statesMax = 1000) {
  const setup = setupOf(draft);
  return checkRelation(relation(demand, change), setup, searched(setup, statesMax), statesMax);
}
