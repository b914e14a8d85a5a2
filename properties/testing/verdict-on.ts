import type { LogRecord } from '../../model/broker/log/log.ts';
import type { Ledger } from '../../model/observer/ledger.ts';
import type { Witness } from '../../model/property.ts';
import { add, EMPTY } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import type { Story } from '../../model/testing/story.ts';
import { replicaOf, withLedger, withReplica } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import type { Guarantee } from '../guarantee.ts';

/** What tests of guarantees share: a guarantee's opinion of one state, and states changed by hand. */

/** What a guarantee says of the state in which a story has come to rest. */
export const verdictOn = (guarantee: Guarantee, { world, state }: Story): Witness | null =>
  witnessIn(guarantee, world, state);

/** What shows that the state is not as claimed, taken as a state at rest; null when it is. */
export function witnessIn(guarantee: Guarantee, world: World, state: ClusterState): Witness | null {
  for (const check of guarantee.checks(world)) {
    const witness = check.violation(state);
    if (witness !== null) return witness;
  }
  return null;
}

/** Whether the state puts any part of the guarantee to the test. */
export const exercises = (guarantee: Guarantee, { world, state }: Story): boolean =>
  guarantee.checks(world).some((check) => check.exercised(state));

/** The story's state with another ledger: a history that the machine itself would not make. */
export const edited = (told: Story, change: Partial<Ledger>): ClusterState => withLedger(told.state, change);

/** The story's state with logs written by hand on broker 0, one for each partition, all below the high watermark. */
export const withLogs = ({ world, state }: Story, ...logs: readonly (readonly LogRecord[])[]): ClusterState =>
  logs.reduce(
    (after, log, partition) =>
      withReplica(world, after, 0, partition, {
        ...replicaOf(world, after, 0, partition),
        log,
        highWatermark: log.length,
      }),
    state,
  );

/** The story's state after something that the observer noted. */
export const after = (told: Story, ...incidents: readonly number[]): ClusterState =>
  edited(told, { incidents: incidents.reduce(add, told.state.ledger.incidents | EMPTY) });

/** An application's record, handed over once and reported stored. */
export const acknowledged = { times: 1, outcome: 'acknowledged' } as const;
