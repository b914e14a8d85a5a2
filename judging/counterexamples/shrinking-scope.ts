import type { Action } from '../../model/action.ts';
import { FAULT_KINDS, faultKindOf, isFault } from '../../model/faults/fault-kinds.ts';
import type { Schedule } from '../../model/machine.ts';
import { isAtRest } from '../../model/property.ts';
import { range } from '../../model/sets.ts';
import type { Setup } from '../../model/setup.ts';
import type { ClusterState } from '../../model/state.ts';
import { worldOf } from '../../model/world.ts';
import { clusterTrial } from '../../properties/trial.ts';
import type { Subject } from '../../shrinkers/attempts.ts';
import type { Scope } from '../../shrinkers/lower-scope.ts';
import type { ActorKind } from '../../shrinkers/rename-actors.ts';
import type { Found } from '../searches/stage-result.ts';

/** Who can be renamed for whom. In a transform a member and its producer are one process. */
export function actorsOf(setup: Setup): ActorKind[] {
  const brokers = { fields: ['broker'], names: range(setup.cluster.brokers) };
  const members = range(setup.scope.groups * setup.scope.members);
  if (setup.application.shape === 'transform') return [{ fields: ['member', 'producer'], names: members }, brokers];
  return [
    { fields: ['member'], names: members },
    brokers,
    { fields: ['producer'], names: range(setup.scope.producers) },
  ];
}

export function scopeOf(setup: Setup, found: Found): Scope<ClusterState, Action> {
  return {
    setup,
    subject: subjectOf(setup, found),
    smaller: smallerSetups(setup).map((smaller) => () => scopeOf(smaller, found)),
  };
}

function subjectOf(setup: Setup, { property: id, cause }: Found): Subject<ClusterState, Action> {
  const { machine, properties } = clusterTrial(setup);
  const property = properties.find((candidate) => candidate.id === id);
  if (property === undefined) return { machine, fails: () => false };
  if (property.kind === 'always') return { machine, fails: (state) => property.violation(state)?.cause === cause };
  return {
    machine,
    fails: (state) => property.violation(state)?.cause === cause && isAtRest(machine.enabled(state), isFault),
    drain: (enabled) => enabled.find((action) => !isFault(action)),
  };
}

/**
 * One record, member, group, producer or broker fewer; the replication factor follows the brokers, but not so far that faults
 * could take from an internal topic what they cannot take from it here.
 */
function smallerSetups(setup: Setup): Setup[] {
  const { scope, cluster, topic, broker } = setup;
  const smaller: Setup[] = [];
  for (const key of ['records', 'producers', 'groups', 'members'] as const) {
    if (scope[key] > 1) smaller.push({ ...setup, scope: { ...scope, [key]: scope[key] - 1 } });
  }
  const brokers = cluster.brokers - 1;
  if (brokers >= Math.max(1, topic['min.insync.replicas'])) {
    const factor = Math.min(topic['replication.factor'], brokers);
    const lags = Math.min(scope.lags, Math.max(0, factor - 1));
    smaller.push({
      ...setup,
      cluster: { brokers },
      topic: { ...topic, 'replication.factor': factor },
      broker: onFewer(broker, brokers),
      scope: { ...scope, lags },
    });
  }
  return smaller.filter((other) => canLose(setup) || !canLose(other));
}

const canLose = (setup: Setup): boolean => worldOf(setup).losesInternal;

/** The internal topics of a smaller cluster. */
function onFewer(broker: Setup['broker'], brokers: number): Setup['broker'] {
  const offsets = Math.min(broker['offsets.topic.replication.factor'], brokers);
  const transactions = Math.min(broker['transaction.state.log.replication.factor'], brokers);
  return {
    ...broker,
    'min.insync.replicas': Math.min(broker['min.insync.replicas'], offsets),
    'offsets.topic.replication.factor': offsets,
    'transaction.state.log.replication.factor': transactions,
    'transaction.state.log.min.isr': Math.min(broker['transaction.state.log.min.isr'], transactions),
  };
}

/** What `scope.lags` pays for. */
const OF_SLOW_FOLLOWERS: ReadonlySet<Action['type']> = new Set(['replica.lag', 'broker.time-out'] as const);

/** The fault budget that the schedule needs, and no more. */
export function withFaultsOf(setup: Setup, schedule: Schedule<Action>): Setup {
  const faults = { ...setup.faults };
  for (const kind of FAULT_KINDS) faults[kind] = schedule.filter(({ type }) => faultKindOf(type) === kind).length;
  const lags = schedule.filter(({ type }) => OF_SLOW_FOLLOWERS.has(type)).length;
  return { ...setup, faults, scope: { ...setup.scope, lags } };
}
