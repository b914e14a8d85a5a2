import { isCurrent } from '../broker/offset-commits.ts';
import type { Polled } from '../consumer/client/member.ts';
import { Incident } from '../observer/ledger.ts';
import { noteCommit } from '../observer/transaction-facts.ts';
import { replaceAt } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withGroup, withIncident } from '../update.ts';
import { groupOf, type World } from '../world.ts';
import { noteEffect } from './effect.ts';

/**
 * Offsets that the application keeps itself (`offsets: external`; KafkaConsumer javadoc, Storing Offsets Outside Kafka): a
 * row for each group and partition, in the database that the effects go to. It stands where `Group.committed` does, and
 * whoever is assigned the partition seeks to it.
 *
 * Nobody there knows of groups and generations: whoever has a record in hand may write.
 */

/** The handler's effect; with a row of its own, both in one database transaction. */
export function takeEffect(world: World, state: ClusterState, member: number, record: Polled): ClusterState {
  const group = groupOf(world, member);
  if (!world.writesRows) return noteEffect(world, state, group, record);
  if (isRolledBack(world, state, member, record)) {
    return isCurrent(world, state, member) ? state : withIncident(state, Incident.staleCommit);
  }
  return writeRow(noteEffect(world, state, group, record), group, record);
}

/**
 * offsets.guard: offset: `UPDATE … SET next = :offset + 1 WHERE next <= :offset`, which finds no row where somebody has been
 * past the record. The transaction is rolled back, effect and all, and the loop goes on with the next record.
 */
export const isRolledBack = (world: World, state: ClusterState, member: number, record: Polled): boolean =>
  world.guardsRows && state.groups[groupOf(world, member)].committed[record.partition] > record.offset;

function writeRow(state: ClusterState, index: number, { partition, offset }: Polled): ClusterState {
  const group = state.groups[index];
  const committed = replaceAt(group.committed, partition, offset + 1);
  const named = committed.map((next, other) => (other === partition ? next : -1));
  return noteCommit(withGroup(state, index, { ...group, committed }), index, named);
}
