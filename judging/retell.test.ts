import { describe, expect, it } from 'vitest';
import { small } from '../model/testing/story.ts';
import { SetupError } from '../setups/place.ts';
import { retell } from './retell.ts';
import { verify } from './verify.ts';

const crashing = small({ application: { shape: 'transform' }, faults: { 'consumer.crash': 1 } });

describe('a schedule of a file of before', () => {
  it('is told though its setup allows what can never happen there, and what the schedule does without', async () => {
    const { guarantees } = await verify(crashing, { method: 'walk', runs: 50 });
    const [told] = guarantees.flatMap(({ id, counterexample }) => (id === 'no-duplicates' ? [counterexample] : []));
    const again = (faults: object) =>
      retell({
        setup: { ...crashing, faults },
        schedule: told?.schedule ?? [],
        guarantee: 'no-duplicates',
        place: 'verdict.json',
      }).counterexample;
    expect(again({ 'consumer.crash': 1, 'producer.crash': 1, 'records.deleted': 2 })).toMatchObject({
      cause: told?.cause,
      story: told?.story,
    });
    expect(() => again({ 'consumer.crash': 1, 'producer.crush': 1 })).toThrow(SetupError);
  });
});
