import { enumerated } from './enumerated.ts';
import { isObject } from '../documents/shape.ts';
import { hasSeenAll } from './unseen.ts';
import type { AllowedFault, VerdictDocument } from '../documents/verdict.ts';
import { counted } from './words.ts';

/** What happens once and what happens more often, for each kind of fault. */
export const FAULT_NOUNS: Readonly<Record<string, readonly [one: string, more: string]>> = {
  'broker.crash': ['broker crash', 'broker crashes'],
  'broker.power-loss': ['power loss', 'power losses'],
  'broker.disk-loss': ['disk loss', 'disk losses'],
  'producer.crash': ['producer crash', 'producer crashes'],
  'consumer.crash': ['consumer crash', 'consumer crashes'],
  'consumer.stall': ['consumer stall', 'consumer stalls'],
  rebalance: ['rebalance', 'rebalances'],
  'request.lost': ['lost request', 'lost requests'],
  'response.lost': ['lost response', 'lost responses'],
  'connection.lost': ['lost connection', 'lost connections'],
  'leader.moved': ['moved leader', 'moved leaders'],
  'request.refused': ['refused request', 'refused requests'],
  'records.deleted': ['deletion of records', 'deletions of records'],
  'offsets.expired': ['expiry of offsets', 'expiries of offsets'],
  'producer.stall': ['producer stall', 'producer stalls'],
  'consumer.close': ['orderly close', 'orderly closes'],
  'processing.failed': ['failed handler', 'failed handlers'],
  'broker.shutdown': ['broker shutdown', 'broker shutdowns'],
  'broker.stall': ['broker stall', 'broker stalls'],
  'topic.created': ['new topic', 'new topics'],
  'records.aged': ['elapsed duration', 'elapsed durations'],
};

const CRASHES: ReadonlySet<string> = new Set([
  'broker.crash',
  'broker.power-loss',
  'broker.disk-loss',
  'producer.crash',
  'consumer.crash',
]);

type Told = Pick<VerdictDocument, 'setup' | 'faults'>;

/** The faults that were allowed, and happened: `with 1 rebalance and no crash`, `without faults`. */
export function faultsWords(document: Told): string {
  const happened = faultsOf(document).filter(({ occurred }) => occurred);
  if (happened.length === 0) return 'without faults';
  const crashed = happened.some(({ kind }) => CRASHES.has(kind));
  return `with ${enumerated([...happened.map(nounOf), ...(crashed ? [] : ['no crash'])])}`;
}

/** The faults that were allowed and that no state of the search had: a verdict says nothing of them. */
export function faultsTail(document: Told & Pick<VerdictDocument, 'guarantees'>): string {
  const never = faultsOf(document).filter(({ occurred }) => !occurred);
  const words = hasSeenAll(document) ? 'never happened' : 'not seen';
  return never.length === 0 ? '' : `; allowed, but ${words}: ${enumerated(never.map(nounOf))}`;
}

function nounOf({ kind, budget }: AllowedFault): string {
  const [one, more] = FAULT_NOUNS[kind] ?? [kind, kind];
  return counted(budget, one, more);
}

/** Those of the document; of one that does not say what occurred, those that the setup allows. */
function faultsOf({ faults, setup }: Told): readonly AllowedFault[] {
  if (faults !== undefined) return faults;
  const budgets = isObject(setup.faults) ? Object.entries(setup.faults) : [];
  return budgets.flatMap(([kind, budget]) =>
    typeof budget === 'number' && budget > 0 ? [{ kind, budget, occurred: true }] : [],
  );
}
