import { stringify } from 'yaml';
import { processHost } from '../../judging/host.ts';
import { judgingOn } from '../../judging/judging.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { type CampaignFiles, campaignFiles } from './campaign-files.ts';

/** What is right as it stands, to be mutated: documents that this project wrote, and what it prints to be pasted. */
export interface Corpus {
  /** The text of a setup that the tokens belong to. */
  readonly setup: string;
  /** Verdicts, claims and schedules, as plain data. */
  readonly documents: readonly unknown[];
  /** What `replay --seed` takes. */
  readonly tokens: readonly string[];
  /** A recorded history, as JSON lines. */
  readonly history: string;
  readonly campaign: CampaignFiles;
}

/** Small enough to be searched in no time, with a counterexample of each explorer. */
const SETUP: SetupDraft = {
  kafka: '4.1',
  cluster: { brokers: 1 },
  topic: { 'replication.factor': 1 },
  producer: { acks: '1', 'enable.idempotence': false },
  consumer: { 'auto.offset.reset': 'earliest', 'enable.auto.commit': false },
  faults: { 'consumer.crash': 1, 'response.lost': 1 },
  scope: { records: 1, members: 1, lags: 0 },
};

const HISTORY = [
  { index: 0, type: 'invoke', process: 0, f: 'txn', value: [['send', 'k0', 'a'], ['poll']], time: 1 },
  {
    index: 1,
    type: 'ok',
    process: 0,
    f: 'txn',
    value: [
      ['send', 'k0', [0, 'a']],
      ['poll', { k1: [[4, 'b']] }],
    ],
    time: 2,
  },
  { index: 2, type: 'invoke', process: 1, f: 'subscribe', value: ['k0'] },
  { index: 3, type: 'ok', process: 1, f: 'subscribe', value: ['k0'], 'rebalance-log': [{ keys: ['k0'] }] },
  { index: 4, type: 'invoke', process: 1, f: 'poll', value: [['poll']] },
  { index: 5, type: 'ok', process: 1, f: 'poll', value: [['poll', { k0: [[0, 'a']] }]] },
  { index: 6, type: 'info', process: 1, f: 'commit', value: { k0: 1 }, group: 'g' },
];

/** Judges a setup and a claim, by every explorer. */
export async function corpusOf(): Promise<Corpus> {
  const host = { ...processHost, cores: 1 };
  const judging = judgingOn(host);
  const verdict = (method: 'exhaustive' | 'walk' | 'commands') =>
    judging.verify(SETUP, { name: 'orders.yaml', seed: 'fuzz', method, runs: 40, remedies: method === 'exhaustive' });
  const verdicts = [await verdict('exhaustive'), await verdict('walk'), await verdict('commands')];
  const claims = await judging.claims({ seed: 'fuzz', runs: 5, only: ['1-at-most-once'] });
  const found = verdicts.flatMap(({ guarantees }) =>
    guarantees.flatMap(({ id, counterexample }) => (counterexample === undefined ? [] : [{ id, counterexample }])),
  );
  const setup = stringify(SETUP);
  return {
    setup,
    campaign: await campaignFiles(setup, verdicts[0], host),
    documents: [
      ...verdicts,
      claims,
      [verdicts[0], verdicts[1]],
      ...found.map(({ id, counterexample: { schedule, setup } }) => ({
        setup: setup ?? verdicts[0].setup,
        schedule,
        guarantee: id,
      })),
    ].map((document): unknown => JSON.parse(JSON.stringify(document))),
    tokens: [...new Set(found.map(({ counterexample }) => counterexample.seed))],
    history: HISTORY.map((operation) => `${JSON.stringify(operation)}\n`).join(''),
  };
}
