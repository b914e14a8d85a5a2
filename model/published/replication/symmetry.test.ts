import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fingerprint } from '../../machine.ts';
import { type ReplicationMachine, type ReplicationVariant, replication } from './machine.ts';
import { scopeOf } from './scope.ts';
import type { ReplicationState } from './state.ts';
import { relabellings } from './symmetry.ts';
import { type LeaderAndIsrView, stateOf, viewOf } from './testing/view.ts';

const constants = { replicas: 3, logSize: 2, maxRecords: 2, maxLeaderEpoch: 2 };
const scope = scopeOf(constants);
const variants: readonly ReplicationVariant[] = [
  'truncate-to-high-watermark',
  'kip-101',
  'kip-279',
  'kip-320-first-try',
  'kip-320',
];
const orders = relabellings(scope).map(({ order }) => order);
const names = fc.constantFrom(...orders);
const choices = fc.array(fc.nat(), { maxLength: 25 });

/** Where a schedule of choices among the enabled actions leads. */
function walk(machine: ReplicationMachine, choices: readonly number[]): ReplicationState {
  return choices.reduce((state, choice) => {
    const actions = machine.enabled(state);
    return actions.length === 0 ? state : machine.next(state, actions[choice % actions.length]);
  }, machine.init);
}

/** `state` with replica `order[name]` called `name`, by way of its view: nothing of the fast path is used. */
function renamed(state: ReplicationState, order: readonly number[]): ReplicationState {
  const view = viewOf(state);
  const rename = ({ leader, isr }: LeaderAndIsrView): LeaderAndIsrView => ({
    leader: leader === null ? null : order.indexOf(leader),
    isr: isr.map((replica) => order.indexOf(replica)),
  });
  return stateOf({
    ...view,
    replicas: order.map((replica) => Object.assign({}, view.replicas[replica], rename(view.replicas[replica]))),
    quorum: rename(view.quorum),
    requests: view.requests.map(rename),
  });
}

const textOf = ({ high, low }: Fingerprint): string => `${high} ${low}`;

/** The fingerprints of all successors, as often as they are generated. */
const successors = (machine: ReplicationMachine, state: ReplicationState): string[] =>
  machine
    .enabled(state)
    .map((action) => textOf(machine.fingerprint(machine.next(state, action))))
    .sort();

it('there is one renaming for every order of the replicas', () => {
  expect(new Set(orders.map(String)).size).toBe(6);
});

describe.each(variants)('the replicas of %s are interchangeable', (variant) => {
  const exact = replication({ ...constants, variant });
  const symmetric = replication({ ...constants, variant, symmetry: true });

  it('the initial state is its own renaming', () => {
    for (const order of orders) expect(renamed(exact.init, order)).toEqual(exact.init);
  });

  it('a renamed state has the renamed successors of the state', () => {
    fc.assert(
      fc.property(choices, names, (choices, order) => {
        const state = walk(exact, choices);
        const expected = exact
          .enabled(state)
          .map((action) => textOf(exact.fingerprint(renamed(exact.next(state, action), order))));
        expect(successors(exact, renamed(state, order))).toEqual(expected.sort());
      }),
    );
  });

  it('a state and its renamings have one fingerprint, up to renaming', () => {
    fc.assert(
      fc.property(choices, names, (choices, order) => {
        const state = walk(exact, choices);
        expect(symmetric.fingerprint(renamed(state, order))).toEqual(symmetric.fingerprint(state));
      }),
    );
  });
});
