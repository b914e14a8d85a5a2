import { FAULT_KINDS } from '../../model/faults/fault-kinds.ts';
import type { Setup } from '../../model/setup.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { INT_MAX } from '../../setups/kinds.ts';
import { allows, type Relation } from './relation.ts';

/** More than any scope needs. */
const BUDGET_MAX = 3;

/** Changes with which everything that could happen can happen still, so that what is violated stays violated. */
export const MORE_ALLOWED: readonly Relation[] = [
  {
    id: 'one more fault',
    because: 'a budget is what the environment may do, and need not',
    demand: { kind: 'more' },
    twins: (setup) => oneMore(setup, (kind) => !standsForLateJoins(setup, kind)),
  },
  {
    id: 'one more fault, which does what a late JoinGroup would',
    because: 'who dies, or stands still, has its records processed again as who is put out of its generation',
    demand: { kind: 'kept' },
    twins: (setup) => oneMore(setup, (kind) => standsForLateJoins(setup, kind)),
  },
  {
    id: 'one more slow follower',
    because: 'replica.lag.time.max.ms may pass, and need not',
    demand: { kind: 'more', goesOn: true },
    twins: ({ topic, scope }) => (topic['replication.factor'] > 1 ? [{ scope: { lags: scope.lags + 1 } }] : []),
  },
  {
    id: 'one more attempt',
    because: 'an application that may send a record once more has not done so yet',
    demand: { kind: 'more', goesOn: true },
    // Whoever sends again what failed sends nothing else before that.
    twins: ({ application, scope }) =>
      application['on.send.failure'] !== 'resend' ? [{ scope: { attempts: scope.attempts + 1 } }] : [],
  },
  {
    id: 'one more record',
    because: 'a record that is not sent yet is in nobody’s way',
    demand: { kind: 'more', goesOn: true },
    // In a transform the input is there from the start, and a poll returns it.
    twins: ({ application, scope }) =>
      application.shape === 'consume' && scope.producers === 1 ? [{ scope: { records: scope.records + 1 } }] : [],
  },
  {
    id: 'one more group',
    because: 'groups share nothing',
    demand: { kind: 'more', goesOn: true },
    twins: ({ application, scope }) =>
      application.shape === 'consume' ? [{ scope: { groups: scope.groups + 1 } }] : [],
  },
  {
    id: 'one more producer',
    because: 'producers share nothing but the log, in which the other may come later',
    demand: { kind: 'kept' },
    twins: ({ application, scope }) =>
      application.shape === 'consume' && application['transactional.ids'] !== 'shared'
        ? [{ scope: { producers: scope.producers + 1 } }]
        : [],
  },
  {
    id: 'one more member',
    because: 'a member that owns nothing does nothing, and who gets the partitions is the assignor’s choice',
    demand: { kind: 'kept' },
    // Offsets expire once all members are gone.
    twins: (setup) => (allows(setup, 'offsets.expired') ? [] : [{ scope: { members: setup.scope.members + 1 } }]),
  },
  {
    id: 'more requests in flight',
    because: 'max.in.flight.requests.per.connection is how many requests may be unanswered, and need not be',
    demand: { kind: 'more' },
    twins: ({ producer }) =>
      producer['max.in.flight.requests.per.connection'] < 5
        ? [{ producer: { 'max.in.flight.requests.per.connection': 5 } }]
        : [],
  },
  {
    id: 'a transaction.timeout.ms that never passes',
    because: 'it may pass at any moment of an outage, and need not',
    demand: { kind: 'less', goesOn: true },
    twins: ({ producer }) =>
      producer['transactional.id'] !== null && producer['transaction.timeout.ms'] < INT_MAX
        ? [{ producer: { 'transaction.timeout.ms': INT_MAX } }]
        : [],
  },
  {
    id: 'no unclean election',
    because: 'unclean.leader.election.enable lets the controller elect whom it could not elect without it',
    demand: { kind: 'less', goesOn: true },
    twins: ({ broker }) =>
      broker['unclean.leader.election.enable'] ? [{ broker: { 'unclean.leader.election.enable': false } }] : [],
  },
  {
    id: 'everything flushed',
    because: 'of what was not flushed anything may be lost, or nothing',
    demand: { kind: 'less', goesOn: true },
    twins: ({ topic }) => (topic['flush.messages'] > 1 ? [{ topic: { 'flush.messages': 1 } }] : []),
  },
  {
    id: 'power that fails where a process died',
    because: 'a power failure may take nothing from the log: then it is a crash',
    demand: { kind: 'kept' },
    twins: ({ faults, topic }) =>
      faults['broker.crash'] > 0 && topic['flush.messages'] > 1
        ? [{ faults: { 'broker.crash': 0, 'broker.power-loss': faults['broker.crash'] + faults['broker.power-loss'] } }]
        : [],
  },
  {
    id: 'a connection that breaks where a request was lost',
    because: 'what is lost on a connection that breaks may be a request that nobody has read',
    demand: { kind: 'kept' },
    twins: ({ faults }) =>
      faults['request.lost'] > 0
        ? [{ faults: { 'request.lost': 0, 'connection.lost': faults['request.lost'] + faults['connection.lost'] } }]
        : [],
  },
  {
    id: 'no key on the effect',
    because: 'a key decides how often an effect counts, and nothing of what happens',
    demand: { kind: 'more' },
    twins: ({ application }) => (application['idempotency.key'] ? [{ application: { 'idempotency.key': false } }] : []),
  },
];

type FaultKind = keyof Setup['faults'];

const oneMore = ({ faults }: Setup, counts: (kind: FaultKind) => boolean): readonly SetupDraft[] =>
  FAULT_KINDS.filter((kind) => faults[kind] < BUDGET_MAX && counts(kind)).map((kind) => ({
    faults: { [kind]: faults[kind] + 1 },
  }));

/** Where it may happen, a late JoinGroup is no step of its own (`joinsComeLate`). */
const standsForLateJoins = ({ faults }: Setup, kind: FaultKind): boolean =>
  faults['connection.lost'] > 0 && faults[kind] === 0 && (kind === 'consumer.crash' || kind === 'consumer.stall');
