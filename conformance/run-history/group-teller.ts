import type { Action } from '../../model/action.ts';
import type { Step } from '../../model/machine.ts';
import { range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { groupOf, inputPartitionOf, type World } from '../../model/world.ts';
import type { OperationType, RecordPair } from '../history/recording/operation.ts';
import { labelOf, textOf } from '../names.ts';
import { readableRecords } from './logs-of-state.ts';
import { newSightings } from './new-sightings.ts';
import type { Places } from './pending-sends.ts';
import { memberName, type Processes } from './processes.ts';
import { isNewlyStored } from './sends-of-step.ts';

type RecordOfPartition = readonly [partition: number, record: RecordPair];

/** Tells what groups process and commit. A transform has processed a record when its output is known to be stored. */
export class GroupTeller {
  readonly #world: World;
  readonly #places: Places;
  readonly #processes: Processes;
  /** Groups of which something has been told. */
  readonly #begun = new Set<number>();

  constructor(world: World, places: Places, processes: Processes) {
    this.#world = world;
    this.#places = places;
    this.#processes = processes;
  }

  tell(step: Step<ClusterState, Action>): void {
    for (const group of range(this.#world.groups)) {
      const processed = this.#processed(step, group);
      if (processed.length > 0) this.#tellProcessed(group, processed, this.#worker(step.action, group));
      this.#tellCommits(step, group);
    }
  }

  /** What a group may still be given, or has in hand, is an operation that never came out. */
  end(state: ClusterState): void {
    for (const group of this.#begun) {
      const records = range(this.#world.inputs).flatMap((partition) =>
        readableRecords(this.#world, state, partition)
          .filter(([offset]) => (offset ?? 0) >= state.groups[group].committed[partition])
          .map((record) => [partition, record] as const),
      );
      const inHand = state.members
        .filter(({ status }, member) => status !== 'crashed' && groupOf(this.#world, member) === group)
        .flatMap(({ batch, worker }) => [...batch, ...worker])
        .map(({ partition, offset, value }) => [partition, [offset, textOf(value)]] as const);
      this.#tellProcessed(group, [...records, ...inHand], this.#processes.another(), 'info');
    }
  }

  #processed({ before, after, action }: Step<ClusterState, Action>, group: number): readonly RecordOfPartition[] {
    if (this.#world.transform) {
      return range(this.#world.records)
        .filter((value) => isNewlyStored(this.#world, { before, after, action }, value))
        .map((value) => [inputPartitionOf(this.#world, value), [null, textOf(value)]]);
    }
    return newSightings(before.ledger.processed[group], after.ledger.processed[group]).map(
      ({ partition, offset, value }) => [partition, [offset, textOf(value)]],
    );
  }

  #tellProcessed(
    group: number,
    processed: readonly RecordOfPartition[],
    process: number,
    outcome: OperationType = 'ok',
  ): void {
    this.#begin(group);
    const value: Record<string, RecordPair[]> = {};
    for (const [partition, record] of processed) (value[labelOf(this.#world, partition)] ??= []).push(record);
    for (const type of ['invoke', outcome] as const) {
      this.#places.push({ type, process, f: 'process', value, group: nameOf(group) });
    }
  }

  #tellCommits({ before, after, action }: Step<ClusterState, Action>, group: number): void {
    const earlier = before.ledger.commits[group];
    const commits = after.ledger.commits[group].flatMap((offset, partition) =>
      offset >= 0 && offset !== earlier[partition] ? [[labelOf(this.#world, partition), offset] as const] : [],
    );
    if (commits.length === 0) return;
    this.#begin(group);
    const value = Object.fromEntries(commits);
    const process = this.#worker(action, group);
    for (const type of ['invoke', 'ok'] as const) {
      this.#places.push({ type, process, f: 'commit', value, group: nameOf(group) });
    }
  }

  /** A group that begins with the first record says so, before it may commit past it. */
  #begin(group: number): void {
    if (this.#begun.has(group)) return;
    this.#begun.add(group);
    const { application, consumer } = this.#world.setup;
    if (application.group === 'new' && consumer['auto.offset.reset'] !== 'earliest') return;
    const partitions = range(this.#world.inputs).map((partition) => [partition, []] as const);
    const value = Object.fromEntries(partitions.map(([partition, none]) => [labelOf(this.#world, partition), none]));
    const process = this.#processes.another();
    for (const type of ['invoke', 'ok'] as const) {
      this.#places.push({ type, process, f: 'process', value, group: nameOf(group) });
    }
  }

  #worker(action: Action, group: number): number {
    const isOurs = 'member' in action && groupOf(this.#world, action.member) === group;
    return this.#processes.of(isOurs ? memberName(action.member) : nameOf(group));
  }
}

const nameOf = (group: number): string => `group ${group}`;
