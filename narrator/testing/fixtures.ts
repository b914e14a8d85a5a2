import type { Action } from '../../model/action.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { guaranteeOf } from '../../properties/guarantee.ts';
import { clusterTrial } from '../../properties/trial.ts';
import { replay } from '../../explorers/replay.ts';
import { narrate, picture, summarise } from '../narrator.ts';

/** What the tests of this room tell and how they write it down. */

/** One broker, one partition, one record, one member that commits after processing, no faults; but for what `draft` says. */
export const small = (draft: SetupDraft = {}): SetupDraft => ({
  ...draft,
  cluster: { brokers: 1, ...draft.cluster },
  consumer: { 'enable.auto.commit': false, 'auto.offset.reset': 'earliest', ...draft.consumer },
  application: { commit: 'after-processing', ...draft.application },
  faults: { ...draft.faults },
  scope: { records: 1, members: 1, lags: 0, ...draft.scope },
});

/** As `small`, with the partition on each of `brokers` brokers. */
export const replicated = (brokers: number, draft: SetupDraft = {}): SetupDraft =>
  small({ ...draft, cluster: { brokers }, topic: { 'replication.factor': brokers, ...draft.topic } });

/** As `small`, with an application that reads a topic and writes another one in transactions. */
export const transforming = (draft: SetupDraft = {}): SetupDraft =>
  small({
    ...draft,
    consumer: { 'isolation.level': 'read_committed', ...draft.consumer },
    application: { shape: 'transform', commit: 'transaction', effect: 'kafka', ...draft.application },
  });

/** A story as text: the actor and what it does on a line, each effect on a line below. */
export function told(draft: SetupDraft, schedule: readonly Action[]): string {
  const { machine, world } = clusterTrial(setupOf(draft));
  return narrate(world, replay(machine, schedule))
    .flatMap(({ actor, text, effects }) => [`${actor}: ${text}`, ...effects.map((effect) => `  → ${effect}`)])
    .join('\n');
}

/** The picture of the state in which a story ends, as text. */
export function pictured(draft: SetupDraft, schedule: readonly Action[]): string {
  const { machine, world } = clusterTrial(setupOf(draft));
  return picture(world, replay(machine, schedule)[schedule.length - 1].after).join('\n');
}

/** The summary of a story for every way in which it violates the guarantee in its last state. */
export function summed(draft: SetupDraft, schedule: readonly Action[], guarantee: string): string[] {
  const { machine, properties, world } = clusterTrial(setupOf(draft));
  const steps = replay(machine, schedule);
  const last = steps[steps.length - 1].after;
  return properties
    .filter(({ id }) => guaranteeOf(id) === guarantee)
    .flatMap((property) => property.violation(last) ?? [])
    .map((witness) => summarise(guarantee, witness, { world, last, steps }).text);
}

/** The first rebalance of group 0, with as many members as it has; member `shift` gets the first partition. */
export const grouped = (members = 1, shift = 0): Action[] => [
  { type: 'group.complete', group: 0, shift },
  ...Array.from({ length: members }, (_, member): Action => ({ type: 'consumer.sync', member })),
];

/** Producer 0 sends its next record to broker 0, which handles the request at once. */
export const produced: readonly Action[] = [
  { type: 'producer.send', producer: 0, broker: 0 },
  { type: 'broker.produce', producer: 0, broker: 0 },
];

/** Member 0 stalls until its group goes on without it, and then goes on where it was. */
export const evictedAlive: readonly Action[] = [
  { type: 'consumer.stall', member: 0 },
  { type: 'group.evict', member: 0 },
  { type: 'consumer.resume', member: 0 },
];
