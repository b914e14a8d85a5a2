import { exhaustive } from '../explorers/exhaustive.ts';
import type { SetupDraft } from '../setups/input.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import { clusterTrial } from '../properties/trial.ts';
import { ALL_REDUCTIONS, NO_REDUCTIONS, reduced, type Reductions } from '../reductions/reduced.ts';
import { rounded } from './table.ts';

/** One world of the table: the base with a few things changed. */
interface Growth {
  readonly title: string;
  readonly changes: SetupDraft;
}

/** States after which a search is left unfinished: half a minute or so. */
const statesMax = 1_500_000;

const faults = { 'broker.crash': 1, 'consumer.crash': 1 };
const everyday = { ...faults, rebalance: 1, 'response.lost': 1 };

/**
 * acks=all, idempotent, commit after processing; two brokers, one record, two members, one crash of each kind. Of the
 * version in which idempotent records cannot overtake one another (KAFKA-15591), so that what grows is the world.
 */
const base: SetupDraft = {
  kafka: '4.5',
  cluster: { brokers: 2 },
  topic: { 'replication.factor': 2, 'min.insync.replicas': 1 },
  consumer: { 'auto.offset.reset': 'earliest' },
  application: { commit: 'after-processing' },
  faults,
  scope: { records: 1, members: 2, lags: 0 },
};

const withBrokers = (brokers: number): SetupDraft => ({
  cluster: { brokers },
  topic: { 'replication.factor': brokers, 'min.insync.replicas': Math.max(1, brokers - 1) },
});

const GROWTHS: readonly Growth[] = [
  { title: 'the base', changes: {} },
  { title: '2 records', changes: { scope: { records: 2 } } },
  { title: '3 records', changes: { scope: { records: 3 } } },
  { title: '1 member', changes: { scope: { members: 1 } } },
  { title: '3 members', changes: { scope: { members: 3 } } },
  { title: '1 broker', changes: withBrokers(1) },
  { title: '3 brokers', changes: withBrokers(3) },
  { title: 'no faults', changes: { faults: {} } },
  { title: 'only a broker crashes', changes: { faults: { 'broker.crash': 1 } } },
  { title: 'only a consumer crashes', changes: { faults: { 'consumer.crash': 1 } } },
  { title: 'a rebalance as well', changes: { faults: { ...faults, rebalance: 1 } } },
  { title: 'a lost response as well', changes: { faults: everyday } },
  { title: '1 lag', changes: { scope: { lags: 1 } } },
  { title: 'everyday faults, 3 brokers', changes: { ...withBrokers(3), faults: everyday } },
];

const CHOICES: readonly Reductions[] = [
  NO_REDUCTIONS,
  { symmetry: true, commuting: false },
  { symmetry: false, commuting: true },
  ALL_REDUCTIONS,
];

/** How the cost of a complete search grows with the scope, and what each reduction saves: a table in Markdown. */
export function reportGrowth(print: (line: string) => void): void {
  print('| world | states | seconds | symmetry | commuting steps | both | seconds | a state of |');
  print('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const { title, changes } of GROWTHS) {
    const [none, symmetry, commuting, both] = CHOICES.map((reductions) => measured(changes, reductions));
    const saved = none.complete && both.complete ? (none.states / both.states).toFixed(1) : '';
    const cells = [
      shown(none),
      none.seconds.toFixed(1),
      shown(symmetry),
      shown(commuting),
      shown(both),
      both.seconds.toFixed(1),
      saved,
    ];
    print(`| ${title} | ${cells.join(' | ')} |`);
  }
}

interface Figures {
  readonly states: number;
  readonly complete: boolean;
  readonly seconds: number;
}

function measured(changes: SetupDraft, reductions: Reductions): Figures {
  const setup = setupOf({ ...base, ...changes, scope: { ...base.scope, ...changes.scope } }, 'growth');
  const started = performance.now();
  const { distinct, complete } = exhaustive(reduced(clusterTrial(setup), reductions), { statesMax });
  return { states: distinct, complete, seconds: (performance.now() - started) / 1000 };
}

const shown = ({ states, complete }: Figures): string => `${complete ? '' : 'more than '}${rounded(states)}`;
