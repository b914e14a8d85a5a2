import { describe, expect, it } from 'vitest';
import { setupInput } from '../../setups/input.ts';
import { resolveSetup } from '../../setups/resolve/resolve.ts';
import { PlanError } from './file-reader.ts';
import { makePlan } from './make-plan.ts';
import { readPlanFile } from './plan-file.ts';
import { workWords } from '../jobs/work-words.ts';

const resolution = resolveSetup(
  setupInput({
    kafka: '4.1',
    producer: { 'enable.idempotence': true },
    faults: { 'consumer.crash': 1 },
    scope: { records: 1 },
  }),
);

const planOf = (text: string) =>
  makePlan(readPlanFile({ file: 'c.yaml', text }), [{ file: 'orders.yaml', resolution }], '1');

const refusal = (text: string): string => {
  try {
    planOf(text);
  } catch (error) {
    if (error instanceof PlanError) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('the file of a campaign', () => {
  it('becomes jobs: each setup in every combination, its scope and ranges of its random runs', () => {
    const { subjects, jobs } = planOf(`
setups: orders.yaml
versions: ["3.9", 4.0]
scopes: [tiny]
seeds: [one]
runs: 250
job: 100
`);
    expect(subjects.map(({ name, setup }) => [name, setup.kafka, setup.scope.records])).toEqual([
      ['orders.yaml, kafka 3.9, scope tiny', '3.9', 1],
      ['orders.yaml, kafka 4.0, scope tiny', '4.0', 1],
    ]);
    expect(jobs.slice(0, 4).map(({ work }) => workWords(work))).toEqual([
      'the whole scope',
      'random runs 0 to 99 of seed one',
      'random runs 100 to 199 of seed one',
      'random runs 200 to 249 of seed one',
    ]);
    expect(new Set(jobs.map(({ key }) => key)).size).toBe(8);
  });

  it('has a key for each job that depends on the setup, the work and the version of this program', () => {
    const text = 'setups: orders.yaml\nmethods: [walk]\nruns: 10';
    const keys = (tool: string, given = text) =>
      makePlan(readPlanFile({ file: 'c.yaml', text: given }), [{ file: 'o', resolution }], tool).jobs.map(
        ({ key }) => key,
      );
    expect(keys('1')).toEqual(keys('1'));
    expect(keys('1')).not.toEqual(keys('2'));
    expect(keys('1', `${text}\nseeds: other`)).not.toEqual(keys('1'));
    expect(keys('1', `${text}\nversions: "3.9"`)).not.toEqual(keys('1'));
  });

  it('splits a complete search by the faults that happen', () => {
    const { jobs } = planOf(
      'setups: orders.yaml\nmethods: exhaustive\nsplit: true\nbudgets: [{ consumer.crash: 1, rebalance: 1 }]',
    );
    expect(jobs.map(({ work }) => workWords(work))).toEqual([
      'the part of the scope with faults none',
      'the part of the scope with faults rebalance 1',
      'the part of the scope with faults consumer.crash 1',
      'the part of the scope with faults consumer.crash 1 + rebalance 1',
    ]);
  });

  it('lists the combinations that Kafka refuses beside those that it starts with', () => {
    const { subjects, refused } = planOf(
      'setups: orders.yaml\nsweep: { acks: [0, all] , retries: [0, 5] }\nmethods: walk',
    );
    expect(subjects.map(({ name }) => name)).toEqual(['orders.yaml, acks all, retries 5']);
    expect(refused.map(({ name }) => name)).toContain('orders.yaml, acks 0, retries 5');
    expect(refused[0].why).toContain('Kafka throws a ConfigException');
  });

  it('tries hazards', () => {
    const { jobs } = planOf('hazards: [A01, A03]');
    expect(jobs.map(({ work }) => workWords(work))).toContain('A03 and its control');
  });

  it.each([
    ['setup: orders.yaml', 'c.yaml:1: there is no key "setup" in a campaign; did you mean setups?'],
    ['methods: [walk]', 'c.yaml: it has nothing on trial; name setup files'],
    ['setups: a\nmethods: [wlak]', 'c.yaml:2: methods: there is no "wlak"; did you mean walk?'],
    ['setups: a\nsweep: { ackz: [0] }', 'c.yaml:2: sweep: there is no key "ackz"; did you mean acks?'],
    ['setups: a\nsweep:\n  acks:', 'c.yaml:2: sweep: acks has no values'],
    ['setups: a\nsweep: { acks: [0, alll] }', 'c.yaml:2: producer.acks cannot be "alll"'],
    ['setups: a\nversions: ["9.9"]', 'c.yaml:2: '],
    ['setups: a\nruns: none', 'runs of walk is "none"; give a whole number from 1 on'],
    [
      'setups: a\nbudgets: [{ broker.crush: 1 }]',
      'c.yaml:2: there is no fault "broker.crush"; did you mean broker.crash?',
    ],
    ['setups: a\nhazards: [A0]', 'c.yaml:2: hazards: there is no "A0"'],
    ['setups: a\nscopes: [huge]', 'c.yaml:2: scopes: there is no "huge"'],
    ['setups: [a', 'c.yaml:1: this is not YAML'],
    ['- a', 'c.yaml: a campaign is a map'],
  ])('is refused in words: %j', (text, words) => {
    expect(refusal(text)).toContain(words);
  });
});
