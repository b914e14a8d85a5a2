import { describe, expect, test } from 'vitest';
import { HAZARDS } from '../properties/hazards/hazards.ts';
import { InputError } from '../setups/input-error.ts';
import { judgeHazards } from './hazards.ts';
import { fakeHost } from './testing/fake-host.ts';

const host = fakeHost();

const IDS = ['A14', 'A06', 'A17'];
const judge = (only: readonly string[], seed = 'hazards', runs = 500) => judgeHazards({ seed, runs, only }, host);

test('a hazard is found in the steps that the suite commits to, and its control holds', async () => {
  const { hazards, unmodelled } = await judge(IDS);
  expect(hazards.map(({ id }) => id)).toEqual(IDS);
  for (const hazard of hazards) {
    const { steps } = HAZARDS.find(({ id }) => id === hazard.id) ?? {};
    expect(hazard).toMatchObject({ found: true, shortest: true, asExpected: true, steps, expected: steps });
    expect(hazard.control.verdict).toBe('holds');
    expect(hazard.counterexample).toMatchObject({ steps, replay: `npx kafka-trial hazards ${hazard.id}` });
  }
  expect(unmodelled).toEqual([]);
});

test('the control is told by what it changes', async () => {
  const { hazards } = await judge(['A06']);
  expect(hazards[0].changes).toEqual([{ key: 'producer.enable.idempotence', hazard: 'false', control: 'true' }]);
});

describe('the cost of detection by random search', () => {
  test('depends on the seed and on nothing else', async () => {
    const cost = async (seed: string) => (await judge(['A06'], seed)).hazards[0].random;
    expect(await cost('one')).toEqual(await cost('one'));
    expect(await cost('one')).not.toEqual(await cost('other'));
  });

  test('is the median of the better explorer', async () => {
    const [{ random }] = (await judge(['A06'])).hazards;
    const medians = [random.walk.median, random.commands.median].map((median) => median ?? Number.POSITIVE_INFINITY);
    expect(random).toMatchObject({ seeds: 20, runsMax: 500, runsToFind: Math.min(...medians) });
  });

  test('is not guessed where too many seeds find nothing', async () => {
    const [{ random }] = (await judge(['A04'], 'hazards', 1)).hazards;
    const nothing = { median: null, worst: null };
    expect(random).toEqual({ runsToFind: null, seeds: 20, runsMax: 1, walk: nothing, commands: nothing });
  });
});

test('the listener hears of every hazard before it is tried', async () => {
  const heard: string[] = [];
  await judgeHazards(
    {
      seed: 'hazards',
      runs: 1,
      only: ['A14', 'A17'],
      onProgress: ({ hazard, done, total }) => heard.push(`${hazard} ${done}/${total}`),
    },
    host,
  );
  expect(heard).toEqual(['A14 0/2', 'A17 1/2']);
});

describe('a hazard that is not there', () => {
  test('is refused with the nearest one', async () => {
    const asked = judge(['A191']);
    await expect(asked).rejects.toThrow(InputError);
    await expect(asked).rejects.toMatchObject({
      problems: [{ place: { file: 'A191' }, wayOut: 'did you mean A11?' }],
    });
  });

  test('is refused with what is missing where the machine cannot express it', async () => {
    await expect(judge(['A19'])).rejects.toMatchObject({
      problems: [{ wayOut: expect.stringContaining('it lacks liveness') }],
    });
  });

  test('is found whatever its case', async () => {
    expect((await judge(['a14'])).hazards[0].id).toBe('A14');
  });
});
