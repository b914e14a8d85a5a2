import { describe, expect, it } from 'vitest';
import { controllerOf, logOf, outcomesOf, processedBy } from '../testing/looking.ts';
import { replicated, type Story, story } from '../testing/story.ts';

const acknowledged = (told: Story): Story =>
  told.does('producer.send').does('broker.produce').repeats('replica.fetch').does('producer.receive');

describe('a crash', () => {
  it('leaves the log as it is', () => {
    const told = acknowledged(story({ faults: { 'broker.crash': 1 } })).does('broker.crash');
    expect(logOf(told)).toEqual([0]);
    expect(processedBy(told.settles())).toEqual([0]);
  });
});

describe('a power failure', () => {
  it('takes any part of what was not flushed, or nothing', () => {
    const told = acknowledged(acknowledged(story({ faults: { 'broker.power-loss': 1 }, scope: { records: 2 } })));
    expect([0, 1, 2, 3].map((keeps) => told.can('broker.power-loss', { partition: 0, keeps }))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    told.does('broker.power-loss', { keeps: 1 });
    expect(logOf(told)).toEqual([0]);
  });

  it('takes nothing with flush.messages=1', () => {
    const told = acknowledged(story({ topic: { 'flush.messages': 1 }, faults: { 'broker.power-loss': 1 } }));
    told.does('broker.power-loss').settles();
    expect([logOf(told), processedBy(told)]).toEqual([[0], [0]]);
  });

  it.each([{}, { 'flush.messages': 1 }])(
    'stops a broker that has another partition, or none, as a crash does: %j',
    (topic) => {
      const faults = { 'broker.power-loss': 1 };
      const told = story({
        cluster: { brokers: 3 },
        topic: { partitions: 2, 'replication.factor': 1, ...topic },
        faults,
      });
      for (const broker of [0, 1, 2]) expect(told.can('broker.power-loss', { broker, keeps: 0 })).toBe(true);
      told.does('broker.power-loss', { broker: 2, partition: 0 });
      expect(told.state.brokers.map(({ up }) => up)).toEqual([true, true, false]);
    },
  );

  it('loses an acknowledged record for good on the only broker that has it', () => {
    const told = acknowledged(story({ faults: { 'broker.power-loss': 1 } }))
      .does('broker.power-loss', { keeps: 0 })
      .settles();
    expect([outcomesOf(told), processedBy(told)]).toEqual([['acknowledged'], []]);
  });
});

describe('power loss of the last member of the ISR, min.insync.replicas=2', () => {
  const lastMember = (kafka: string) =>
    acknowledged(story(replicated(2, 2, { kafka, faults: { 'broker.power-loss': 1, 'broker.crash': 1 } })))
      .does('broker.crash', { broker: 1 })
      .does('controller.fence-broker')
      .does('broker.power-loss', { broker: 0, keeps: 0 })
      .does('controller.fence-broker')
      .does('broker.restart', { broker: 0 });

  it('lets it lead without the record when ELR is off (KIP-966)', () => {
    expect(controllerOf(lastMember('3.9'))).toMatchObject({ leader: 0, isr: 0b01 });
  });
});

describe('a disk loss', () => {
  it('leaves nothing, and the other replica has it all', () => {
    const told = acknowledged(story(replicated(2, 1, { faults: { 'broker.disk-loss': 1 } })));
    told.does('broker.disk-loss', { broker: 0 });
    expect([logOf(told, 0), logOf(told, 1)]).toEqual([[], [0]]);
    told.settles();
    expect([logOf(told, 0), logOf(told, 1)]).toEqual([[0], [0]]);
  });
});

describe('the budget', () => {
  it('pays for each fault once, and recovery is free', () => {
    const told = story({ faults: { 'broker.crash': 1 } })
      .does('broker.crash')
      .settles();
    expect(told.state.brokers[0].up).toBe(true);
    expect(told.can('broker.crash')).toBe(false);
  });

  it('of nothing allows nothing', () => {
    const told = story({}).does('producer.send');
    for (const type of [
      'broker.crash',
      'producer.crash',
      'consumer.crash',
      'request.lost',
      'connection.lost',
    ] as const) {
      expect(told.can(type)).toBe(false);
    }
  });
});

describe('a leader that is moved', () => {
  const moved = (): Story =>
    story(replicated(2, 1, { producer: { acks: '1' }, faults: { 'leader.moved': 1 } }))
      .does('leader.moved', { broker: 1 })
      .does('broker.update-metadata', { broker: 1 });

  it('is another member of the ISR, in a new epoch, with the ISR as it was', () => {
    const { leader, leaderEpoch, isr } = controllerOf(moved());
    expect([leader, leaderEpoch, isr]).toEqual([1, 1, 0b11]);
  });

  it('leaves the old leader a leader in its own eyes until it learns better', () => {
    const told = story(replicated(2, 1, { producer: { acks: '1' }, faults: { 'leader.moved': 1 } }))
      .does('producer.send', { broker: 0 })
      .does('leader.moved', { broker: 1 })
      .does('broker.update-metadata', { broker: 1 })
      .does('broker.produce', { broker: 0 });
    expect(logOf(told, 0)).toEqual([0]);
    told.does('broker.update-metadata', { broker: 0 }).repeats('replica.fetch');
    expect(logOf(told, 0)).toEqual([]);
  });
});

describe('a group coordinator that moves while a commit waits for replication', () => {
  const processed = (deposedCoordinatorIsSilent: boolean): Story =>
    acknowledged(
      story({ cluster: { brokers: 2 }, faults: { 'leader.moved': 1 }, protocol: { deposedCoordinatorIsSilent } }),
    )
      .does('group.complete')
      .does('consumer.sync')
      .does('consumer.poll')
      .does('consumer.process');

  it('answers it, and its successor has never heard of it (KAFKA-20634)', () => {
    const { state } = processed(false).does('coordinator.moved', { member: 0 });
    expect([state.members[0].step, state.groups[0].committed, state.ledger.commits[0]]).toEqual(['poll', [-1], [1]]);
  });

  it('does not answer since the fix', () => {
    expect(processed(true).can('coordinator.moved', { member: 0 })).toBe(false);
  });
});
