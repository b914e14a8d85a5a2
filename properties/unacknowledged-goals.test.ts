import { describe, expect, it } from 'vitest';
import { exhaustive } from '../explorers/exhaustive.ts';
import { replay } from '../explorers/replay.ts';
import { walkRun } from '../explorers/walk.ts';
import { cluster } from '../model/cluster.ts';
import type { Property } from '../model/property.ts';
import type { ClusterState } from '../model/state.ts';
import { small, type Story, story, transactional } from '../model/testing/story.ts';
import type { SetupDraft } from '../setups/input.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import { clusterTrial } from './trial.ts';
import { UNACKNOWLEDGED_GOALS } from './unacknowledged-goals.ts';

/** The goals that a story reaches, one entry for each time. */
const reachedBy = (told: Story): string[] =>
  replay(cluster(told.world.setup), told.schedule).flatMap(({ before, action, after }) =>
    UNACKNOWLEDGED_GOALS.filter((goal) => goal.on.includes(action.type) && goal.reached(before, action, after)).map(
      ({ id }) => id,
    ),
  );

const resending = { application: { 'on.send.failure': 'resend' } } as const;
const refusing = { faults: { 'request.refused': 1 } };
const crashing = { faults: { 'producer.crash': 1 } };
const sent = (draft: SetupDraft): Story => story(draft).does('producer.send');

describe('V3: a send without an acknowledgement is', () => {
  it('"refused" when the broker answers with an error that no retry mends', () => {
    expect(reachedBy(sent(refusing).does('request.refused').does('producer.receive'))).toEqual(['send refused']);
  });

  it('"refused" as well where the application sends again what is refused every time', () => {
    const told = sent({ ...refusing, ...resending })
      .does('request.refused')
      .does('producer.receive');
    expect(reachedBy(told)).toEqual([]);
    expect(reachedBy(told.does('producer.send').does('broker.produce').does('producer.receive'))).toEqual([
      'send refused',
    ]);
  });

  it('not lost as long as the application sends it again', () => {
    const told = sent({ faults: { 'request.lost': 1 }, ...resending })
      .does('request.lost')
      .does('producer.give-up');
    expect(reachedBy(told.does('producer.send').does('broker.produce').does('producer.receive'))).toEqual([]);
  });

  it('"given up" when delivery.timeout.ms passes', () => {
    const told = sent({ faults: { 'request.lost': 1 } }).does('request.lost');
    expect(reachedBy(told)).toEqual([]);
    expect(reachedBy(told.does('producer.give-up'))).toEqual(['send given up']);
  });

  it('"given up" when its last retry fails', () => {
    const told = sent({
      producer: { retries: 0, acks: 1, 'enable.idempotence': false },
      faults: { 'response.lost': 1 },
    });
    expect(reachedBy(told.does('broker.produce').does('response.lost', { broker: 0 }))).toEqual(['send given up']);
  });

  it('"lost unflushed" when its producer crashes before any broker has it, and "forgotten" when one has', () => {
    const after = (told: Story): string[] =>
      reachedBy(told.does('producer.crash', { late: false }).does('producer.restart'));
    expect(after(sent(crashing))).toEqual(['send lost unflushed in a crash']);
    expect(after(sent(crashing).does('broker.produce'))).toEqual(['send forgotten in a crash']);
    expect(after(sent(crashing).does('broker.produce').does('producer.receive'))).toEqual([]);
    expect(after(sent({ ...crashing, ...resending }))).toEqual([]);
  });

  it('"forgotten" when its producer crashes and the request arrives late', () => {
    const told = sent(crashing).does('producer.crash', { late: true }).does('producer.restart');
    expect(reachedBy(told)).toEqual(['send forgotten in a crash']);
  });

  it('"lost unflushed" also when the crash comes before the application has sent a failed one again', () => {
    const told = sent({ ...resending, faults: { ...refusing.faults, ...crashing.faults } });
    const failed = told.does('request.refused').does('producer.receive');
    expect(reachedBy(failed.does('producer.crash', { late: false }).does('producer.restart'))).toEqual([
      'send lost unflushed in a crash',
    ]);
  });

  it('"aborted" when the application ends its transaction so, and "given up" when it has to', () => {
    const answered = sent(transactional()).does('broker.produce').does('producer.receive');
    expect(reachedBy(answered.does('producer.end-transaction', { commit: false }))).toEqual([
      'send aborted by the application',
    ]);
    const lost = sent(transactional({ faults: { 'request.lost': 1 } }))
      .does('request.lost')
      .does('producer.give-up');
    expect(reachedBy(lost.does('producer.end-transaction', { commit: false }))).toEqual(['send given up']);
  });
});

const faults = { 'request.refused': 1, 'response.lost': 1, 'producer.crash': 1 };
const worlds: Readonly<Record<string, SetupDraft>> = {
  'nothing goes wrong': small(),
  'a request is lost with acks=0': small({
    producer: { acks: 0, 'enable.idempotence': false },
    faults: { 'request.lost': 1 },
  }),
  'a lost response, no retries': small({
    producer: { acks: 1, retries: 0 },
    faults: { 'response.lost': 1 },
    scope: { records: 2 },
  }),
  'much goes wrong, and what fails is sent again': small({ ...resending, faults }),
  'a refused record is sent again': small({ ...resending, ...refusing }),
  'a crash, and what is unanswered is sent again': small({ ...resending, ...crashing, scope: { records: 2 } }),
  'a transaction, and a crash': transactional(crashing),
  'a transaction that is sent again': transactional({ ...resending, ...refusing }),
};

describe('V3: some send ends without an acknowledgement', () => {
  /** Tells whether a record that was handed over is unanswered, or failed, where everything has come to rest. */
  const isLeft: Property<ClusterState> = {
    id: 'left',
    kind: 'at-rest',
    exercised: () => true,
    violation: ({ ledger }) =>
      ledger.sends.some(({ times, outcome }) => times > 0 && outcome !== 'acknowledged') ? { cause: 'left' } : null,
  };

  it.each(Object.entries(worlds))('if and only if a search reaches one of the goals: %s', (_name, draft) => {
    const trial = clusterTrial(setupOf(draft));
    const { complete, violations, coverage } = exhaustive({
      ...trial,
      properties: [isLeft],
      goals: UNACKNOWLEDGED_GOALS,
    });
    expect(complete).toBe(true);
    expect(violations.length > 0).toBe(Object.values(coverage.goals).some((times) => times > 0));
  });

  it('by the types of action at which the goals are asked about, and no others', () => {
    for (const draft of Object.values(worlds)) {
      const trial = clusterTrial(setupOf(draft));
      const steps = [0, 1, 2, 3].flatMap((run) => [...walkRun(trial, 'on', run)]);
      for (const goal of UNACKNOWLEDGED_GOALS) {
        const elsewhere = steps.filter(({ action }) => !goal.on.includes(action.type));
        expect(elsewhere.filter(({ before, action, after }) => goal.reached(before, action, after))).toEqual([]);
      }
    }
  });
});
