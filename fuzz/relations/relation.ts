import type { Setup } from '../../model/setup.ts';
import type { SetupDraft } from '../../setups/input.ts';

/**
 * What Kafka's rules demand of the verdicts on a setup and on a changed twin of it, whatever these verdicts are: an oracle
 * that needs to know no right answer (a metamorphic relation).
 */
export interface Relation {
  readonly id: string;
  /** The argument: why Kafka demands it. */
  readonly because: string;
  readonly demand: Demand;
  /** What the twins change of a resolved setup; none where the relation says nothing of it. */
  twins(setup: Setup): readonly SetupDraft[];
  /** Sections of the resolved setup that a twin has as its version has them. */
  readonly without?: readonly ('protocol' | 'client')[];
}

export type Demand =
  /** The same search: its figures, its counterexamples step by step, what was put to the test and how often. */
  | { readonly kind: 'same' }
  /** The same violations in as few steps, though the twin may have states that the setup has not. */
  | { readonly kind: 'same-steps' }
  /** The same guarantees are violated, by the same causes. */
  | { readonly kind: 'same-causes' }
  /** What is violated is violated in the twin as well. */
  | { readonly kind: 'kept' }
  /**
   * Whatever happens in the setup can happen in its twin (`more`), or the other way round (`less`): a counterexample of the
   * one is one of the other, action by action, and in that no shorter way is missing.
   */
  | { readonly kind: 'more' | 'less'; readonly goesOn?: GoesOn }
  /** What holds in the setup holds in its twin: of these guarantees, as far as these causes go. */
  | { readonly kind: 'stronger'; readonly of: Readonly<Record<string, readonly string[] | 'any'>> | 'every guarantee' };

/** The wider of the two goes on where the narrower is at rest: only what is claimed of every state is compared. */
type GoesOn = true;

/** Whether faults of any of these kinds may happen. */
export const allows = ({ faults }: Setup, ...kinds: readonly (keyof Setup['faults'])[]): boolean =>
  kinds.some((kind) => faults[kind] > 0);

/** Whether there are no transactions at all. */
export const isPlain = ({ producer }: Setup): boolean => producer['transactional.id'] === null;

/** The setup with each other value of a key, among these. */
export const otherwise = <
  Section extends 'topic' | 'producer' | 'consumer' | 'downstream' | 'application',
  Key extends keyof Setup[Section],
>(
  setup: Setup,
  section: Section,
  key: Key,
  among: readonly Setup[Section][Key][],
): readonly SetupDraft[] =>
  among.filter((value) => value !== setup[section][key]).map((value) => ({ [section]: { [key]: value } }));

/** What takes a broker, its logs or its leadership away. */
export const BROKER_FAULTS = [
  'broker.crash',
  'broker.power-loss',
  'broker.disk-loss',
  'broker.shutdown',
  'broker.stall',
  'leader.moved',
] as const;

/** What takes a member or its partitions away. */
export const CONSUMER_FAULTS = [
  'consumer.crash',
  'consumer.stall',
  'consumer.close',
  'rebalance',
  'processing.failed',
  'offsets.expired',
] as const;
