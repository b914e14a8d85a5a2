import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { EMPTY, type SmallSet } from '../sets.ts';
import { replicated } from '../testing/story.ts';
import { type World, worldOf } from '../world.ts';
import type { Leadership } from './controller.ts';
import { alterIsr, electClean, electUnclean } from './election.ts';

const ofThree = (draft: SetupDraft): World => worldOf(setupOf(replicated(3, 2, draft)));
const withoutElr = ofThree({ kafka: '3.9' });
const withElr = ofThree({ kafka: '4.1' });

const b0 = 0b001;
const b1 = 0b010;
const b2 = 0b100;
const everybody = b0 | b1 | b2;

const led: Leadership = {
  leader: 0,
  leaderEpoch: 4,
  isr: everybody,
  elr: EMPTY,
  lastKnownLeader: 0,
  partitionEpoch: 7,
};

const alive = (set: SmallSet) => (broker: number) => (set & (1 << broker)) !== 0;
const elect = (world: World, before: Leadership, isr: SmallSet, elr: SmallSet, up: SmallSet) =>
  electClean(world, 0, before, isr, elr, alive(up));

describe('an election among those in sync', () => {
  it('changes nothing while the leader is alive and in the ISR', () => {
    expect(elect(withoutElr, led, everybody, EMPTY, everybody)).toBe(led);
  });

  it('keeps a leader that is not the preferred replica, be it the broker with the lowest number', () => {
    // The replicas of the second partition are on the brokers 1, 2 and 0, in this order.
    const world = ofThree({ kafka: '3.9', topic: { partitions: 2 } });
    const elected = electClean(world, 1, led, b0 | b1, EMPTY, alive(b0 | b1));
    expect(elected).toMatchObject({ leader: 0, leaderEpoch: 4, isr: b0 | b1 });
  });

  it('keeps the leader and its epoch when another member leaves the ISR', () => {
    const after = elect(withoutElr, led, b0 | b1, EMPTY, b0 | b1);
    expect(after).toMatchObject({ leader: 0, leaderEpoch: 4, isr: b0 | b1, partitionEpoch: 8 });
  });

  it('takes the first replica that is alive and in the ISR, under a new epoch', () => {
    const after = elect(withoutElr, led, b1 | b2, EMPTY, b1 | b2);
    expect(after).toMatchObject({ leader: 1, leaderEpoch: 5, isr: b1 | b2, partitionEpoch: 8, lastKnownLeader: 1 });
  });

  it('leaves the partition without a leader rather than take one that is not in sync', () => {
    const shrunk = { ...led, isr: b0 };
    expect(elect(withoutElr, shrunk, b0, EMPTY, b1 | b2)).toMatchObject({ leader: -1, leaderEpoch: 5, isr: b0 });
  });

  it('lets the last member of the ISR lead again when it comes back', () => {
    const offline = { ...led, leader: -1, isr: b0 };
    expect(elect(withoutElr, offline, b0, EMPTY, everybody)).toMatchObject({ leader: 0, leaderEpoch: 5, isr: b0 });
  });
});

describe('with eligible leader replicas (KIP-966)', () => {
  it('those that leave while the ISR is below min.insync.replicas stay eligible', () => {
    expect(elect(withElr, { ...led, isr: b0 | b1 }, b0, EMPTY, b0)).toMatchObject({ isr: b0, elr: b1 });
  });

  it('those that leave while enough stay are not', () => {
    expect(elect(withElr, led, b0 | b1, EMPTY, b0 | b1)).toMatchObject({ isr: b0 | b1, elr: EMPTY });
  });

  it('the ISR may become empty, and an eligible replica leads', () => {
    const shrunk = { ...led, isr: b0, elr: b1 };
    expect(elect(withElr, shrunk, EMPTY, b1, b1 | b2)).toMatchObject({ leader: 1, leaderEpoch: 5, isr: b1, elr: b0 });
  });

  it('the last known leader leads when ISR and ELR are empty and it is alive', () => {
    const nobody = { ...led, leader: -1, isr: EMPTY, lastKnownLeader: 2 };
    expect(elect(withElr, nobody, EMPTY, EMPTY, b1)).toMatchObject({ leader: -1 });
    expect(elect(withElr, nobody, EMPTY, EMPTY, b1 | b2)).toMatchObject({ leader: 2, leaderEpoch: 5, isr: b2 });
  });

  it('the ELR is empty again once the ISR is large enough', () => {
    expect(alterIsr(withElr, { ...led, isr: b0, elr: b1 }, b0 | b2)).toMatchObject({ isr: b0 | b2, elr: EMPTY });
  });
});

describe('an unclean election', () => {
  it('takes the first replica alive, alone in the ISR', () => {
    const offline = { ...led, leader: -1, isr: b0 };
    expect(electUnclean(withoutElr, 0, offline, alive(b1 | b2))).toMatchObject({ leader: 1, isr: b1, leaderEpoch: 5 });
  });

  it('leaves nobody eligible: what they have is no part of the log any more', () => {
    const offline = { ...led, leader: -1, isr: EMPTY, elr: b2 };
    expect(electUnclean(withElr, 0, offline, alive(b1))).toMatchObject({ leader: 1, isr: b1, elr: EMPTY });
  });

  it('takes nobody where nobody is alive', () => {
    expect(electUnclean(withoutElr, 0, { ...led, leader: -1 }, alive(EMPTY))).toBeNull();
  });
});

describe("a leader's request for another ISR", () => {
  it('raises the partition epoch and not the leader epoch', () => {
    expect(alterIsr(withoutElr, led, b0 | b1)).toMatchObject({ leaderEpoch: 4, partitionEpoch: 8, isr: b0 | b1 });
  });

  it('changes nothing when the ISR is what it was', () => {
    expect(alterIsr(withoutElr, led, everybody)).toBe(led);
  });
});
