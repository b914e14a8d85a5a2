import type { Action } from '../../model/action.ts';
import type { Polled } from '../../model/consumer/client/member.ts';
import type { Step } from '../../model/machine.ts';
import { isSameEntry } from '../../model/observer/sightings.ts';
import { range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { senderOf, sentTo, type World } from '../../model/world.ts';
import type { Operation, RecordPair } from '../history/recording/operation.ts';
import { labelOf, textOf } from '../names.ts';
import { GroupTeller } from './group-teller.ts';
import { readableRecords } from './logs-of-state.ts';
import { newSightings } from './new-sightings.ts';
import { PendingSends, type Places } from './pending-sends.ts';
import { memberName, Processes } from './processes.ts';
import { sendsOfStep } from './sends-of-step.ts';

type Records = Readonly<Record<string, readonly RecordPair[]>>;

/** Tells a run step by step; what groups do is told by `GroupTeller`. */
export class RunTeller {
  readonly #world: World;
  readonly #places: Places = [];
  readonly #processes = new Processes();
  readonly #sends: readonly PendingSends[];
  readonly #groups: GroupTeller;
  /** Where each record was first seen in a log: what its producer is told. */
  readonly #offsets = new Map<string, number>();

  constructor(world: World, init: ClusterState) {
    this.#world = world;
    this.#groups = new GroupTeller(world, this.#places, this.#processes);
    this.#sends = range(world.transform ? world.records : world.producers).map(
      (sender) => new PendingSends(this.#places, world.transactional, this.#processes, `producer ${sender}`),
    );
    this.#noteOffsets(init);
    if (world.transform) this.#tellInputs(init);
    for (const [member] of init.members.entries()) this.#subscribe(member);
  }

  tell(step: Step<ClusterState, Action>): void {
    this.#noteOffsets(step.after);
    this.#tellSends(step);
    this.#tellPolls(step);
    this.#groups.tell(step);
    this.#tellRestarts(step.action);
  }

  /** Ends the history with what is known by then. */
  end(state: ClusterState): readonly Operation[] {
    for (const sends of this.#sends) sends.end();
    const read = range(this.#world.partitions).map(
      (partition) => [labelOf(this.#world, partition), readableRecords(this.#world, state, partition)] as const,
    );
    const reader = this.#processes.another();
    this.#whole((type) => ({ type, process: reader, f: 'assign', value: read.map(([key]) => key) }));
    this.#poll(reader, Object.fromEntries(read.filter(([, records]) => records.length > 0)));
    this.#groups.end(state);
    return this.#places.flatMap((operation) => operation ?? []).map((operation, index) => ({ ...operation, index }));
  }

  #noteOffsets({ replicas }: ClusterState): void {
    for (const [index, replica] of replicas.entries()) {
      const key = labelOf(this.#world, index % this.#world.partitions);
      for (const [offset, { kind, value }] of (replica?.log ?? []).entries()) {
        const name = `${key} ${textOf(value)}`;
        if (kind === 'data' && !this.#offsets.has(name)) this.#offsets.set(name, offset);
      }
    }
  }

  /** The input of a transform is there before its story begins. */
  #tellInputs(init: ClusterState): void {
    const process = this.#processes.another();
    for (const partition of range(this.#world.inputs)) {
      const key = labelOf(this.#world, partition);
      for (const record of readableRecords(this.#world, init, partition)) {
        this.#places.push({ type: 'invoke', process, f: 'send', value: [['send', key, record[1]]] });
        this.#places.push({ type: 'ok', process, f: 'send', value: [['send', key, record]] });
      }
    }
  }

  #subscribe(member: number): void {
    const value = range(this.#world.inputs).map((partition) => labelOf(this.#world, partition));
    const process = this.#processes.of(memberName(member));
    this.#whole((type) => ({ type, process, f: 'subscribe', value }));
  }

  #tellSends(step: Step<ClusterState, Action>): void {
    const { transform } = this.#world;
    for (const { value, is } of sendsOfStep(this.#world, step)) {
      const sends = this.#sends[transform ? value : senderOf(this.#world, value)];
      const key = labelOf(this.#world, sentTo(this.#world, value));
      if (is === 'begun') sends.begin({ key, value: textOf(value) });
      else sends.tell(textOf(value), is, this.#offsets.get(`${key} ${textOf(value)}`) ?? null);
    }
  }

  #tellPolls({ before, after, action }: Step<ClusterState, Action>): void {
    if ('member' in action && action.type.startsWith('consumer.poll')) {
      const had = inHandOf(before, action.member);
      const records = inHandOf(after, action.member).filter((one) => !had.some((other) => isSameEntry(one, other)));
      this.#poll(this.#processes.of(memberName(action.member)), this.#recordsOf(records));
    }
    if (action.type === 'downstream.poll') {
      const records = newSightings(before.ledger.outputs, after.ledger.outputs);
      this.#poll(this.#processes.of('reader'), this.#recordsOf(records));
    }
  }

  /** A client that starts again is another one; what its sends came to it is never told. */
  #tellRestarts(action: Action): void {
    if (action.type === 'producer.crash') {
      this.#sends[action.producer].end();
      this.#processes.end(`producer ${action.producer}`);
    }
    if (action.type === 'consumer.crash') {
      const process = this.#processes.of(memberName(action.member));
      this.#places.push({ type: 'invoke', process, f: 'crash' }, { type: 'info', process, f: 'crash' });
      this.#processes.end(memberName(action.member));
    }
    if (action.type === 'consumer.restart') this.#subscribe(action.member);
  }

  #poll(process: number, records: Records): void {
    this.#places.push({ type: 'invoke', process, f: 'poll', value: [['poll']] });
    this.#places.push({ type: 'ok', process, f: 'poll', value: [['poll', records]] });
  }

  /** An operation that comes out well, and during which nothing else happens. */
  #whole(operation: (type: 'invoke' | 'ok') => Operation): void {
    this.#places.push(operation('invoke'), operation('ok'));
  }

  #recordsOf(records: readonly Pick<Polled, 'partition' | 'offset' | 'value'>[]): Records {
    const found: Record<string, RecordPair[]> = {};
    for (const { partition, offset, value } of records) {
      (found[labelOf(this.#world, partition)] ??= []).push([offset, textOf(value)]);
    }
    return found;
  }
}

const inHandOf = ({ members }: ClusterState, member: number): readonly Polled[] => [
  ...members[member].batch,
  ...members[member].worker,
];
