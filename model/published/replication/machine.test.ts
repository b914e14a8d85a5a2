import { describe, expect, it } from 'vitest';
import { NotEnabledError } from '../../machine.ts';
import type { ReplicationAction } from './action.ts';
import { type ReplicationVariant, replication } from './machine.ts';
import { type ReplicationView, stateOf, viewOf } from './testing/view.ts';

const constants = { replicas: 2, logSize: 2, maxRecords: 2, maxLeaderEpoch: 2 };

function run(variant: ReplicationVariant, schedule: readonly ReplicationAction[]): ReplicationView {
  const machine = replication({ ...constants, variant });
  return viewOf(schedule.reduce((state, action) => machine.next(state, action), machine.init));
}

/** Replica 0 leads in epoch 0, and the record that it wrote is on both replicas and exposed. */
const exposed: readonly ReplicationAction[] = [
  { type: 'controller.elect-leader', replica: 0 },
  { type: 'leader.become-leader', epoch: 0 },
  { type: 'follower.become-follower', follower: 1, epoch: 0 },
  { type: 'leader.write', replica: 0 },
  { type: 'follower.fetch', follower: 1, leader: 0 },
  { type: 'leader.increment-high-watermark', leader: 0 },
];

/** The leader fails and is elected again, after the follower led for a while and wrote a record of its own. */
const twoChanges: readonly ReplicationAction[] = [
  ...exposed,
  { type: 'controller.elect-leader', replica: 1 },
  { type: 'controller.elect-leader', replica: 0 },
  { type: 'leader.become-leader', epoch: 1 },
  { type: 'leader.write', replica: 1 },
];

describe('a follower cuts its log', () => {
  const again: readonly ReplicationAction[] = [
    ...exposed,
    { type: 'controller.elect-leader', replica: 1 },
    { type: 'controller.elect-leader', replica: 0 },
    { type: 'follower.become-follower', follower: 1, epoch: 2 },
  ];
  const record = { id: 0, epoch: 0 };

  it('at its high watermark before KIP-101, and loses what was exposed', () => {
    expect(run('truncate-to-high-watermark', again).replicas[1].log).toEqual([]);
  });

  it('where its last epoch ends with KIP-101', () => {
    expect(run('kip-101', again).replicas[1].log).toEqual([record]);
  });

  it('at its high watermark with KIP-101 too, when the leader knows nothing of its last epoch', () => {
    const view = run('kip-101', [...twoChanges, { type: 'follower.become-follower', follower: 1, epoch: 2 }]);
    expect(view.replicas[1].log).toEqual([]);
  });

  it('behind the last record in common with KIP-279', () => {
    const because = 'agreement' as const;
    const view = run('kip-279', [
      ...twoChanges.map((action) => (action.type === 'follower.become-follower' ? { ...action, because } : action)),
      { type: 'follower.become-follower', follower: 1, epoch: 2, because },
    ]);
    expect(view.replicas[1].log).toEqual([record]);
  });

  it('only when the leader refuses its fetch in the first try at KIP-320', () => {
    const following: readonly ReplicationAction[] = [
      ...twoChanges,
      { type: 'leader.become-leader', epoch: 2 },
      { type: 'follower.become-follower', follower: 1, epoch: 2 },
    ];
    expect(run('kip-320-first-try', following).replicas[1].log).toEqual([record, { id: 1, epoch: 1 }]);
    const cut = run('kip-320-first-try', [...following, { type: 'follower.truncate', follower: 1, leader: 0 }]);
    expect(cut.replicas[1].log).toEqual([record]);
  });

  it('not before the leader has heard of its election with KIP-320', () => {
    const follow: ReplicationAction = { type: 'follower.become-follower', follower: 1, epoch: 2 };
    expect(() => run('kip-320', [...twoChanges, follow])).toThrow(NotEnabledError);
    const view = run('kip-320', [...twoChanges, { type: 'leader.become-leader', epoch: 2 }, follow]);
    expect(view.replicas[1].log).toEqual([record]);
  });
});

describe('the machine', () => {
  const machine = replication({ ...constants, variant: 'kip-320' });

  it('begins with nobody in charge and everybody in sync', () => {
    const replica = { log: [], highWatermark: 0, leaderEpoch: null, leader: null, isr: [] };
    expect(viewOf(machine.init)).toEqual({
      replicas: [replica, replica],
      quorum: { leader: null, isr: [0, 1] },
      requests: [],
      nextRecordId: 0,
    });
  });

  it('shows a state in words, and reads it again', () => {
    const state = exposed.reduce((state, action) => machine.next(state, action), machine.init);
    expect(stateOf(viewOf(state))).toEqual(state);
  });

  it('takes actions from a file, in whatever order their fields are', () => {
    const read: ReplicationAction = JSON.parse('{"replica":1,"type":"controller.elect-leader"}');
    const state = machine.next(machine.init, read);
    expect(state).toEqual(machine.next(machine.init, machine.enabled(machine.init)[1]));
  });

  it.each([
    ['that is not enabled', { type: 'leader.write', replica: 0 }],
    ['of a replica that is not there', { type: 'leader.write', replica: 32 }],
    ['of another variant', { type: 'follower.truncate', follower: 1, leader: 0 }],
    ['without the ground that its rule asks for', { type: 'leader.shrink-isr', leader: 0, follower: 1 }],
  ] as const)('refuses an action %s', (_, action) => {
    expect(() => machine.next(machine.init, action)).toThrow(NotEnabledError);
  });

  it('leaves the state as it was', () => {
    const before = structuredClone(machine.init);
    machine.next(machine.init, { type: 'controller.elect-leader', replica: 1 });
    expect(machine.init).toEqual(before);
  });

  it('has the same fingerprints in every process', () => {
    const state = exposed.reduce((state, action) => machine.next(state, action), machine.init);
    expect(machine.fingerprint(machine.init)).toEqual({ high: 540555307, low: 2374562529 });
    expect(machine.fingerprint(state)).toEqual({ high: 1766278735, low: 3470059609 });
  });
});

it('nobody is ever elected again once the ISR is empty', () => {
  const machine = replication({ ...constants, variant: 'kip-320' });
  const last = stateOf({ ...run('kip-320', []), quorum: { leader: null, isr: [1] } });
  const nobody = machine.next(last, { type: 'controller.shrink-isr', replica: 1 });
  expect(viewOf(nobody).quorum).toEqual({ leader: null, isr: [] });
  expect(machine.enabled(nobody)).toEqual([]);
});
