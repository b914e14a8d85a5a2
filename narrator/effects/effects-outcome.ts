import { isEqual } from '../../model/equal.ts';
import { elementsOf } from '../../model/sets.ts';
import { presumedLeader } from '../../model/broker/reachability.ts';
import { replicaOf } from '../../model/update.ts';
import { inputPartitionOf, outputPartitionOf, senderOf } from '../../model/world.ts';
import type { Moment } from '../moment.ts';
import { partitionName, producerName, recordName } from '../names.ts';

/** What the application was told of its sends. */
export function outcomeEffects(moment: Moment): string[] {
  const { world, before, after } = moment;
  const effects: string[] = [];
  if (!isEqual(before.ledger.sends, after.ledger.sends)) {
    after.ledger.sends.forEach((send, value) => {
      if (send.outcome === before.ledger.sends[value].outcome || send.outcome === 'none') return;
      const told = `${producerName(world, senderOf(world, value))} is told that`;
      effects.push(
        send.outcome === 'acknowledged'
          ? `${told} r${value} is stored`
          : `${told} sending r${value} has failed${stored(moment, value)}`,
      );
    });
  }
  for (const value of elementsOf(after.ledger.outputsAcknowledged & ~before.ledger.outputsAcknowledged)) {
    const partition = outputPartitionOf(world, value);
    const counts = world.transactional ? ', which counts once the transaction commits' : '';
    effects.push(`the application is told that ${recordName(world, partition, value)} is stored${counts}`);
  }
  return effects;
}

/** A failed send says nothing about the log (KAFKA-13574). */
function stored({ world, after }: Moment, value: number): string {
  if (world.transactional) return '';
  const partition = inputPartitionOf(world, value);
  const leader = presumedLeader(world, after, partition);
  if (leader < 0) return '';
  const { log } = replicaOf(world, after, leader, partition);
  const offset = log.findIndex((record) => record.kind === 'data' && record.value === value);
  return offset < 0 ? '' : `, though ${partitionName(world, partition)} has it at offset ${offset}`;
}
