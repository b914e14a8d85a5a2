import { describe, expect, it } from 'vitest';
import { Incident } from '../../model/observer/ledger.ts';
import { type Story, story, transactional } from '../../model/testing/story.ts';
import { after, exercises, verdictOn, witnessIn } from '../testing/verdict-on.ts';
import { zombieFencing } from './zombie-fencing.ts';

/** A record of an incarnation that has crashed arrives when the next one has begun. */
const late = (protocol: object = {}): Story =>
  story(transactional({ protocol, scope: { records: 2 }, faults: { 'producer.crash': 1 } }))
    .does('producer.send')
    .does('producer.crash', { late: true })
    .does('producer.restart')
    .does('producer.initialise')
    .does('network.arrive');

describe('zombie-fencing holds', () => {
  it('when what a zombie sends is refused', () => {
    expect(verdictOn(zombieFencing, late())).toBeNull();
  });

  it('when a zombie writes and nobody is given its record', () => {
    const told = late({ producerEpochFencing: false });
    expect(told.state.replicas[0]?.log[0]).toMatchObject({ value: 0, zombie: true });
    expect(verdictOn(zombieFencing, told)).toBeNull();
  });
});

describe('zombie-fencing is violated', () => {
  it('when a reader is given a record that a zombie wrote', () => {
    const told = late({ producerEpochFencing: false })
      .does('producer.send')
      .does('broker.produce')
      .does('producer.receive')
      .does('producer.end-transaction', { commit: true })
      .settles();
    expect(verdictOn(zombieFencing, told)).toEqual({
      cause: 'a zombie’s record was returned',
      incident: Incident.zombieRead,
    });
  });

  it('by what the observer has noted, whatever happens later', () => {
    const told = late();
    expect(witnessIn(zombieFencing, told.world, after(told, Incident.zombieRead))).toEqual({
      cause: 'a zombie’s record was returned',
      incident: Incident.zombieRead,
    });
  });
});

describe('zombie-fencing is vacuous', () => {
  it('without a transactional id', () => {
    expect(zombieFencing.checks(story().world)).toEqual([]);
  });

  it('where no zombie has written or committed', () => {
    expect(exercises(zombieFencing, story(transactional()))).toBe(false);
    expect(exercises(zombieFencing, late())).toBe(true);
  });
});
