import { describe, expect, it } from 'vitest';
import { Incident } from '../../model/observer/ledger.ts';
import { type Story, story } from '../../model/testing/story.ts';
import { after, exercises, verdictOn, witnessIn } from '../testing/verdict-on.ts';
import { resumeFromCommitted } from './resume-from-committed.ts';
import { cluster } from '../../model/cluster.ts';

/** A member that has committed one record and starts again. */
const startedAgain = (): Story =>
  story({ faults: { 'consumer.crash': 1 } })
    .settles('producer.give-up')
    .does('consumer.crash')
    .settles('group.complete', 'consumer.sync')
    .does('group.complete');

describe('resume-from-committed holds', () => {
  it('when a new owner starts at the committed offset', () => {
    const told = startedAgain().does('consumer.sync');
    expect(told.state.members[0].positions).toEqual([1]);
    expect(verdictOn(resumeFromCommitted, told)).toBeNull();
  });

  it.each(['earliest', 'latest'])(
    'when it starts where auto.offset.reset=%s says, for nothing is committed',
    (reset) => {
      const told = story({ consumer: { 'auto.offset.reset': reset } })
        .does('group.complete')
        .does('consumer.sync');
      expect(verdictOn(resumeFromCommitted, told)).toBeNull();
    },
  );
});

describe('resume-from-committed is violated', () => {
  it('when a new owner starts at an offset that the group has not committed', () => {
    const told = startedAgain();
    const { world, state } = told;
    // The coordinator has forgotten the commit that the observer saw it accept.
    const forgotten = { ...state, groups: [{ ...state.groups[0], committed: [0] }] };
    const started = cluster(world.setup).next(forgotten, { type: 'consumer.sync', member: 0 });
    expect(witnessIn(resumeFromCommitted, world, started)).toEqual({
      cause: 'an owner started at another offset',
      incident: Incident.wrongStart,
    });
  });

  it('when a new owner is reset although the group has committed', () => {
    const { world, state } = startedAgain();
    const forgotten = { ...state, groups: [{ ...state.groups[0], committed: [-1] }] };
    const started = cluster(world.setup).next(forgotten, { type: 'consumer.sync', member: 0 });
    expect(witnessIn(resumeFromCommitted, world, started)).toEqual({
      cause: 'an owner started at another offset',
      incident: Incident.wrongStart,
    });
  });

  it('by what the observer has noted, whatever happens later', () => {
    const told = story();
    expect(witnessIn(resumeFromCommitted, told.world, after(told, Incident.wrongStart))).toEqual({
      cause: 'an owner started at another offset',
      incident: Incident.wrongStart,
    });
  });
});

describe('resume-from-committed is vacuous', () => {
  it('where nobody was given a position', () => {
    expect(exercises(resumeFromCommitted, story())).toBe(false);
    expect(exercises(resumeFromCommitted, story().does('group.complete').does('consumer.sync'))).toBe(true);
  });
});
