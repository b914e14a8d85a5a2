import { setImmediate as soon } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { ExpectedMoment } from './expected-moments.ts';
import { Turns, type Waiting } from './turns.ts';

const expected = (what: string, more: Partial<ExpectedMoment> = {}): ExpectedMoment => ({
  kind: 'request',
  what,
  process: 0,
  incarnation: 0,
  skip: 0,
  faults: [],
  possible: [],
  ...more,
});

const CRASH = [{ kind: 'consumer.crash' }] as const;

function turnsOf(...moments: ExpectedMoment[]) {
  const went: string[] = [];
  const turns = new Turns(moments, (error) => went.push(String(error)));
  const come = async (what: string, more: Partial<Waiting> = {}): Promise<void> => {
    const { slot = 0 } = more;
    const go: Waiting['go'] = async ({ faults }) => {
      went.push([what, `of ${slot}`, ...faults.map(({ kind }) => kind)].join(' '));
    };
    turns.take({ kind: 'request', what, slot, incarnation: 0, isEffect: false, go, ...more });
    await soon();
  };
  return { turns, went, come };
}

describe('on real Kafka', () => {
  it('a commit waits until the effect has taken place that came before it on the stage', async () => {
    const { went, come, turns } = turnsOf(
      expected('insert', { kind: 'effect' }),
      expected('OffsetCommit', { faults: CRASH }),
    );
    await come('OffsetCommit');
    expect(went).toEqual([]);
    await come('insert', { kind: 'effect', isEffect: true });
    expect(went).toEqual(['insert of 0', 'OffsetCommit of 0 consumer.crash']);
    expect(turns.next).toBeUndefined();
    await come('Produce');
    expect(went.at(-1)).toBe('Produce of 0');
  });

  it('requests that change nothing go on, until one of them is the place of a fault', async () => {
    const { went, come } = turnsOf(expected('JoinGroup', { skip: 1, faults: CRASH }));
    for (const what of ['Fetch', 'JoinGroup', 'Heartbeat', 'JoinGroup']) await come(what);
    expect(went).toEqual(['Fetch of 0', 'JoinGroup of 0', 'Heartbeat of 0', 'JoinGroup of 0 consumer.crash']);
  });

  it("whoever does first what the stage's process 0 did is process 0", async () => {
    const { went, come } = turnsOf(expected('Produce'), expected('EndTxn'), expected('Produce', { process: 1 }));
    await come('Produce', { slot: 1 });
    await come('EndTxn', { slot: 0 });
    expect(went).toEqual(['Produce of 1']);
    await come('EndTxn', { slot: 1 });
    await come('Produce', { slot: 0 });
    expect(went).toEqual(['Produce of 1', 'EndTxn of 1', 'Produce of 0', 'EndTxn of 0']);
  });

  it('a request that is asked once more, since its coordinator is loading, waits for no turn', async () => {
    const { went, come } = turnsOf(
      expected('InitProducerId'),
      expected('InitProducerId', { kind: 'response' }),
      expected('SyncGroup', { kind: 'response', faults: CRASH }),
    );
    for (const kind of ['request', 'response', 'request', 'response'] as const) await come('InitProducerId', { kind });
    expect(went).toHaveLength(4);
    await come('Produce');
    expect(went).toHaveLength(4);
  });

  it('what a process that has died waited for does not come any more', async () => {
    const { went, come, turns } = turnsOf(expected('insert', { kind: 'effect' }), expected('OffsetCommit'));
    await come('OffsetCommit');
    turns.forget(0);
    await come('insert', { kind: 'effect', isEffect: true });
    expect(went).toEqual(['insert of 0']);
  });
});
