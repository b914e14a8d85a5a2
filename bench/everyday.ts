import { merged } from '../properties/claims/setups.ts';
import { exhaustiveParallel } from '../explorers/parallel/exhaustive-parallel.ts';
import { clusterTrial } from '../properties/trial.ts';
import { ALL_REDUCTIONS, reduced } from '../reductions/reduced.ts';
import { NAMED_SCOPES } from '../setups/named-scopes.ts';
import type { SetupDraft } from '../setups/input.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import { autoStatesMax } from '../judging/searches/plans.ts';
import { rounded } from './table.ts';

/** Three brokers, each everyday fault once; of the version in which idempotent records cannot overtake one another. */
const base: SetupDraft = {
  kafka: '4.5',
  cluster: { brokers: 3 },
  topic: { 'replication.factor': 3, 'min.insync.replicas': 2 },
  consumer: { 'auto.offset.reset': 'earliest', 'enable.auto.commit': false },
  application: { commit: 'after-processing' },
};

const everyday: SetupDraft = {
  faults: { 'broker.crash': 1, 'consumer.crash': 1, rebalance: 1, 'response.lost': 1 },
};

const daily = (...changes: readonly SetupDraft[]): SetupDraft => merged(base, everyday, ...changes);
const alone = (...changes: readonly SetupDraft[]): SetupDraft => merged(base, ...changes);

const commitFirst: SetupDraft = { application: { commit: 'before-processing' } };
const notIdempotent: SetupDraft = { producer: { 'enable.idempotence': false } };
const autoCommit: SetupDraft = { consumer: { 'enable.auto.commit': true }, application: { commit: 'auto' } };
const powerFails: SetupDraft = { faults: { 'broker.power-loss': 1 } };
const twoCrashes: SetupDraft = { faults: { 'broker.crash': 2 } };
const transform: SetupDraft = {
  consumer: { 'isolation.level': 'read_committed' },
  application: { shape: 'transform', commit: 'transaction' },
};

/** What people run, by the name that the documentation gives it. */
const SETUPS: Readonly<Record<string, SetupDraft>> = {
  'acks=all, idempotent, commit after processing': daily(),
  'the same, with an idempotency key': daily({ application: { 'idempotency.key': true } }),
  'commit before processing': daily(commitFirst),
  'acks=0, commit before processing': daily(commitFirst, notIdempotent, {
    producer: { acks: '0' },
    faults: { 'response.lost': 0 },
  }),
  'acks=1': daily(notIdempotent, { producer: { acks: '1' } }),
  'idempotence off': daily(notIdempotent),
  'the application resends': daily({ application: { 'on.send.failure': 'resend' } }),
  'auto-commit': daily(autoCommit),
  'auto-commit, asynchronous': daily(autoCommit, { application: { processing: 'async' } }),
  '`auto.offset.reset=latest`': daily({ consumer: { 'auto.offset.reset': 'latest' } }),
  'min ISR 1, a power failure the only fault': alone(powerFails, { topic: { 'min.insync.replicas': 1 } }),
  'min ISR 2, the same, ELR on': alone(powerFails),
  'min ISR 2, the same, Kafka 3.9 without ELR': alone(powerFails, { kafka: '3.9' }),
  'unclean election on, two broker crashes the only faults': alone(twoCrashes, {
    broker: { 'unclean.leader.election.enable': true },
  }),
  'unclean election off, the same': alone(twoCrashes),
  'transform in transactions': daily(transform),
  'the same, effect outside Kafka': daily(transform, { application: { effect: 'external' } }),
  'the same, read_uncommitted behind it': daily(transform, { downstream: { 'isolation.level': 'read_uncommitted' } }),
};

/** How the everyday setups are searched. */
export interface EverydayOptions {
  /** Threads of a search. */
  readonly workers: number;
  /** Seconds after which a search is given up. */
  readonly within: number;
}

/** What a complete search of the everyday setups costs, in two scopes: a table in Markdown, and how many searches came to their end. */
export async function reportEveryday(options: EverydayOptions, print: (line: string) => void): Promise<void> {
  print('| setup | `tiny`, states | seconds | `small`, states | seconds |');
  print('| --- | ---: | ---: | ---: | ---: |');
  const complete = { tiny: 0, small: 0 };
  for (const [title, draft] of Object.entries(SETUPS)) {
    const cells: string[] = [];
    for (const scope of ['tiny', 'small'] as const) {
      const searched = await measured(draft, scope, options);
      if (searched.complete) complete[scope] += 1;
      cells.push(`${searched.complete ? '' : 'more than '}${rounded(searched.distinct)}`, searched.seconds.toFixed(1));
    }
    print(`| ${[title, ...cells].join(' | ')} |`);
  }
  print('');
  print(`complete of ${Object.keys(SETUPS).length}: ${complete.tiny} in \`tiny\`, ${complete.small} in \`small\``);
}

async function measured(
  draft: SetupDraft,
  scope: 'tiny' | 'small',
  { workers, within }: EverydayOptions,
): Promise<{ readonly distinct: number; readonly complete: boolean; readonly seconds: number }> {
  const { partitions: _, ...bounds } = NAMED_SCOPES[scope];
  const setup = setupOf({ ...draft, scope: bounds }, 'everyday');
  const specification = { system: 'cluster', setup, reductions: ALL_REDUCTIONS } as const;
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  const signal = {
    get aborted(): boolean {
      return seconds() > within;
    },
  };
  const options = { statesMax: autoStatesMax, workers, signal };
  const subject = reduced(clusterTrial(setup), ALL_REDUCTIONS);
  const { distinct, complete } = await exhaustiveParallel(subject, specification, options);
  return { distinct, complete, seconds: seconds() };
}
