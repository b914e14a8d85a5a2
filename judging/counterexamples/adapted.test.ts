import { describe, expect, it } from 'vitest';
import type { Action } from '../../model/action.ts';
import type { Schedule } from '../../model/machine.ts';
import { merged, small } from '../../properties/claims/setups.ts';
import { clusterTrial } from '../../properties/trial.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { verify } from '../verify.ts';
import { adapted, OF_ANY_KIND, OF_ANY_KIND_AS_SEEN, OF_PROTOCOL, wayToRest } from './adapted.ts';
import { causesBehind, causesIn } from './witnesses.ts';

const twice = 'one log entry delivered twice';

/** A consumer that crashes between processing and commit. */
const crashing: SetupDraft = small({
  consumer: { 'enable.auto.commit': false },
  application: { commit: 'after-processing' },
  faults: { 'consumer.crash': 1 },
});
const inTransactions = (draft: SetupDraft) =>
  clusterTrial(
    setupOf(
      merged(draft, {
        producer: { 'transactional.id': 'orders' },
        consumer: { 'isolation.level': 'read_committed' },
      }),
    ),
  );

async function scheduleOf(draft: SetupDraft): Promise<Schedule<Action>> {
  const { guarantees } = await verify(draft, { remedies: false });
  const { counterexample } = guarantees.find(({ id }) => id === 'no-duplicates') ?? {};
  return (counterexample?.schedule ?? []) as Schedule<Action>;
}

describe('a schedule in a changed setup', () => {
  it('has the steps put in that a transaction needs, and still delivers an entry twice: transactions of producers close no hole of consumers', async () => {
    const schedule = await scheduleOf(crashing);
    const trial = inTransactions(crashing);
    expect(causesBehind(trial, schedule, 'no-duplicates')).toEqual([]);
    const { steps, end } = adapted(trial, schedule, OF_ANY_KIND);
    const added = steps.filter(({ how }) => how === 'added').map(({ action }) => action.type);
    expect(added).toContain('producer.end-transaction');
    expect(causesIn(trial, end, 'no-duplicates')).toEqual([twice]);
    expect(wayToRest(trial, end)).not.toEqual([]);
  });

  it('has consumers see what they saw, where that takes the end of a transaction: a group that begins at the end of the log', async () => {
    const atEnd = small({
      consumer: { 'auto.offset.reset': 'latest' },
      faults: { 'consumer.crash': 1 },
      scope: { records: 2, members: 2 },
    });
    // The group begins behind r0, commits that where it polls r1, and reads r1 twice.
    const schedule: Schedule<Action> = [
      { type: 'group.complete', group: 0, shift: 0 },
      { type: 'producer.send', producer: 0, broker: 0 },
      { type: 'broker.produce', producer: 0, broker: 0 },
      { type: 'consumer.sync', member: 0 },
      { type: 'producer.send', producer: 0, broker: 0 },
      { type: 'broker.produce', producer: 0, broker: 0 },
      { type: 'consumer.poll', member: 0 },
      { type: 'consumer.process', member: 0 },
      { type: 'consumer.crash', member: 0, late: false },
      { type: 'group.evict', member: 0 },
      { type: 'consumer.join', member: 1 },
      { type: 'group.complete', group: 0, shift: 0 },
      { type: 'consumer.sync', member: 1 },
      { type: 'consumer.poll', member: 1 },
      { type: 'consumer.process', member: 1 },
    ];
    expect(causesBehind(clusterTrial(setupOf(atEnd)), schedule, 'no-duplicates')).toEqual([twice]);
    const trial = inTransactions(atEnd);
    const causesBy = (additions: typeof OF_ANY_KIND) =>
      causesIn(trial, adapted(trial, schedule, additions).end, 'no-duplicates');
    expect(causesBy(OF_ANY_KIND)).toEqual([]);
    expect(causesBy(OF_ANY_KIND_AS_SEEN)).toEqual([twice]);
  });

  it('leaves out what cannot happen, unless whatever heals may come first: a coordinator that is down comes back', () => {
    const trial = inTransactions(
      merged(crashing, {
        cluster: { brokers: 2 },
        topic: { 'replication.factor': 2 },
        faults: { 'broker.crash': 1 },
      }),
    );
    const [crash, send] = [
      { type: 'broker.crash', broker: 0 },
      { type: 'producer.send', producer: 0, broker: 1 },
    ] as const;
    const howIn = (additions: typeof OF_PROTOCOL) =>
      adapted(trial, [crash, send], additions)
        .steps.filter(({ of }) => of !== undefined)
        .map(({ how }) => how);
    expect(howIn(OF_PROTOCOL)).toEqual(['same', 'skipped']);
    expect(howIn(OF_ANY_KIND)).toEqual(['same', 'same']);
  });
});
