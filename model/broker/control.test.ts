import { describe, expect, it } from 'vitest';
import { has } from '../sets.ts';
import { controllerOf, logOf } from '../testing/looking.ts';
import { replicated, type Story, story } from '../testing/story.ts';

const acksOne = { acks: '1', 'enable.idempotence': false };
const crashes = (times: number) => ({ 'broker.crash': times });

describe('the controller', () => {
  it('does not elect a fenced broker', () => {
    const told = story(replicated(3, 1, { faults: crashes(2) }))
      .does('broker.crash', { broker: 1 })
      .does('controller.fence-broker', { broker: 1 })
      .does('broker.crash', { broker: 0 })
      .does('controller.fence-broker', { broker: 0 });
    expect(has(told.state.controller.fenced, 1)).toBe(true);
    expect(controllerOf(told).leader).toBe(2);
  });

  it('does not know of a crash before it misses the heartbeats', () => {
    const told = story(replicated(2, 1, { faults: crashes(1) })).does('broker.crash', { broker: 0 });
    expect(controllerOf(told)).toMatchObject({ leader: 0, leaderEpoch: 0, isr: 0b11 });
    told.does('controller.fence-broker');
    expect(controllerOf(told)).toMatchObject({ leader: 1, leaderEpoch: 1, isr: 0b10 });
  });

  it('registers a broker that is back before it was missed only without KRaft', () => {
    const back = (kafka: string) =>
      story(replicated(2, 1, { kafka, faults: crashes(1) }))
        .does('broker.crash', { broker: 0 })
        .can('broker.restart');
    expect([back('3.2'), back('3.3')]).toEqual([true, false]);
  });

  it('with ELR lets the ISR become empty, and an eligible replica leads', () => {
    const told = story(replicated(2, 2, { kafka: '4.1', producer: acksOne, faults: crashes(1), scope: { lags: 1 } }))
      .does('producer.send')
      .does('broker.produce')
      .does('replica.lag', { broker: 1 })
      .does('controller.alter-partition');
    expect(controllerOf(told)).toMatchObject({ leader: 0, isr: 0b01, elr: 0b10 });
    told.does('broker.crash', { broker: 0 }).does('controller.fence-broker');
    expect(controllerOf(told)).toMatchObject({ leader: 1, isr: 0b10, elr: 0b01 });
  });

  it('with ELR leaves nobody in the ISR when nobody is alive', () => {
    const told = story(replicated(2, 2, { kafka: '4.1', faults: crashes(2) }))
      .does('broker.crash', { broker: 1 })
      .does('controller.fence-broker', { broker: 1 })
      .does('broker.crash', { broker: 0 })
      .does('controller.fence-broker', { broker: 0 });
    expect(controllerOf(told)).toMatchObject({ leader: -1, isr: 0, elr: 0b11 });
  });

  it('with ELR does not trust a replica that stopped uncleanly', () => {
    const told = story(replicated(3, 2, { kafka: '4.1', faults: { 'broker.power-loss': 1, 'broker.crash': 1 } }))
      .does('broker.power-loss', { broker: 2, keeps: 0 })
      .does('controller.fence-broker')
      .does('broker.restart');
    expect(controllerOf(told)).toMatchObject({ leader: 0, isr: 0b011, elr: 0 });
  });

  it('with ELR takes a partition epoch for a replica that is back and eligible no more, though the leader stays', () => {
    const told = story(replicated(2, 2, { kafka: '4.1', faults: crashes(1) }))
      .does('broker.crash', { broker: 1 })
      .does('controller.fence-broker');
    const { partitionEpoch, leaderEpoch } = controllerOf(told);
    expect(controllerOf(told)).toMatchObject({ leader: 0, elr: 0b10 });
    told.does('broker.restart');
    expect(controllerOf(told)).toMatchObject({ leader: 0, elr: 0, leaderEpoch, partitionEpoch: partitionEpoch + 1 });
  });

  it('has no answer for a leader that does not know the newest partition epoch, but its metadata', () => {
    const told = story(replicated(2, 2, { kafka: '4.1', faults: crashes(1) }))
      .does('broker.crash', { broker: 1 })
      .does('controller.fence-broker')
      .does('broker.update-metadata', { broker: 0 })
      .does('broker.restart')
      .does('broker.update-metadata', { broker: 1 })
      .does('replica.fetch');
    expect(told.can('controller.alter-partition')).toBe(false);
    told.does('broker.update-metadata', { broker: 0 }).does('replica.fetch').does('controller.alter-partition');
    expect(controllerOf(told).isr).toBe(0b11);
  });

  it('without ELR keeps the last member of the ISR for ever, and it leads again when it is back', () => {
    const told = story(replicated(2, 2, { kafka: '3.9', faults: crashes(2) }))
      .does('broker.crash', { broker: 1 })
      .does('controller.fence-broker', { broker: 1 })
      .does('broker.crash', { broker: 0 })
      .does('controller.fence-broker', { broker: 0 });
    expect(controllerOf(told)).toMatchObject({ leader: -1, isr: 0b01 });
    told.does('broker.restart', { broker: 1 });
    expect(controllerOf(told)).toMatchObject({ leader: -1, isr: 0b01 });
    told.does('broker.restart', { broker: 0 });
    expect(controllerOf(told)).toMatchObject({ leader: 0, isr: 0b01 });
  });

  it('elects a replica that is not in sync only with unclean.leader.election.enable', () => {
    const offline = (unclean: boolean) =>
      story(
        replicated(2, 1, {
          kafka: '3.9',
          producer: acksOne,
          broker: { 'unclean.leader.election.enable': unclean },
          faults: crashes(1),
          scope: { lags: 1 },
        }),
      )
        .does('producer.send')
        .does('broker.produce')
        .does('replica.lag', { broker: 1 })
        .does('controller.alter-partition')
        .does('broker.crash', { broker: 0 })
        .does('controller.fence-broker');
    expect(offline(false).can('controller.elect-unclean')).toBe(false);
    const told = offline(true).does('controller.elect-unclean');
    expect(controllerOf(told)).toMatchObject({ leader: 1, isr: 0b10 });
    expect(logOf(told, 1)).toEqual([]);
  });

  it('elects nobody with unclean.leader.election.enable either while every replica is fenced', () => {
    const told = story(replicated(2, 1, { broker: { 'unclean.leader.election.enable': true }, faults: crashes(2) }))
      .does('broker.crash', { broker: 0 })
      .does('controller.fence-broker')
      .does('broker.crash', { broker: 1 })
      .does('controller.fence-broker');
    expect(controllerOf(told).leader).toBe(-1);
    expect(told.can('controller.elect-unclean')).toBe(false);
  });

  it('refuses to add a broker that came back since the request was sent (KIP-903)', () => {
    const readded = (kafka: string) => {
      const told = story(
        replicated(2, 1, { kafka, producer: acksOne, faults: { 'broker.disk-loss': 1 }, scope: { lags: 1 } }),
      )
        .does('producer.send')
        .does('broker.produce')
        .does('replica.lag', { broker: 1 })
        .does('controller.alter-partition')
        .repeats('broker.update-metadata')
        .does('replica.fetch', { broker: 1 })
        .does('replica.fetch', { broker: 1 })
        .does('broker.disk-loss', { broker: 1 })
        .does('controller.fence-broker')
        .does('broker.restart')
        .does('controller.alter-partition');
      return has(controllerOf(told).isr, 1);
    };
    expect([readded('3.4'), readded('3.5')]).toEqual([true, false]);
  });

  it('refuses so in every partition of that broker, not in the first alone', () => {
    const told = story(
      replicated(2, 1, {
        topic: { partitions: 2 },
        producer: acksOne,
        faults: { 'broker.disk-loss': 1 },
        scope: { lags: 1, records: 2 },
      }),
    )
      .does('producer.send')
      .does('producer.send')
      .does('broker.produce', { broker: 1 })
      .does('replica.lag', { partition: 1 })
      .does('controller.alter-partition')
      .does('replica.fetch', { partition: 1 })
      .does('replica.fetch', { partition: 1 })
      .does('broker.disk-loss', { broker: 0 })
      .does('controller.fence-broker')
      .does('broker.restart')
      .does('controller.alter-partition', { partition: 1 });
    expect(has(controllerOf(told, 1).isr, 0)).toBe(false);
  });
});

describe('P8: a leader that stays when its ISR shrinks (KAFKA-15021)', () => {
  const epochs = (told: Story): [number, number | undefined] => [
    controllerOf(told).leaderEpoch,
    told.state.replicas[0]?.leaderEpoch,
  ];
  const asked = (kafka: string): Story =>
    story(replicated(3, 1, { kafka, faults: crashes(1), scope: { lags: 1 } }))
      .does('producer.send')
      .does('broker.produce')
      .does('replica.fetch', { broker: 1 })
      .does('replica.fetch', { broker: 1 })
      .does('replica.lag', { broker: 2 })
      .does('controller.alter-partition');
  const fenced = (kafka: string): Story =>
    story(replicated(3, 1, { kafka, faults: crashes(1) }))
      .does('broker.crash', { broker: 2 })
      .does('controller.fence-broker');

  it.each([
    ['2.8', 0, 1],
    ['3.5', 1, 1],
    ['3.6', 0, 0],
    ['4.1', 0, 0],
  ])('on %s: epoch %i after its own request, %i after a follower was fenced', (kafka, request, fencing) => {
    expect([epochs(asked(kafka))[0], epochs(fenced(kafka))[0]]).toEqual([request, fencing]);
  });

  it('commits nothing until it has heard of its new epoch, whose answer it ignores', () => {
    const told = asked('3.5');
    expect([epochs(told), told.state.producers[0].inFlight[0].stage]).toEqual([[1, 0], 'log']);
    told.does('broker.update-metadata', { broker: 0 });
    expect([epochs(told), told.state.producers[0].inFlight[0].stage]).toEqual([[1, 1], 'reply']);
    // Without a new epoch the answer is enough.
    expect(asked('3.6').state.producers[0].inFlight[0].stage).toBe('reply');
  });

  it('asks for no other ISR before it has heard of its new epoch (`Partition.handleAlterPartitionUpdate`)', () => {
    // Broker 2 has caught up by its third fetch, and heard nothing of it all.
    const caughtUp = (kafka: string): Story =>
      asked(kafka).does('replica.fetch', { broker: 2 }).does('replica.fetch', { broker: 2 });
    const wants = (told: Story): number | undefined => told.state.replicas[0]?.leading?.proposedIsr;
    expect(['3.5', '3.6'].map((kafka) => wants(caughtUp(kafka)))).toEqual([0b011, 0b111]);
  });

  it('knows in its new epoch what its followers have, and they truncate nothing', () => {
    const told = story(
      replicated(3, 1, { kafka: '0.11', protocol: { truncation: 'high-watermark' }, faults: crashes(1) }),
    )
      .does('producer.send')
      .does('broker.produce')
      .does('replica.fetch', { broker: 1 })
      .does('replica.fetch', { broker: 1 })
      .does('broker.crash', { broker: 2 })
      .does('controller.fence-broker')
      .does('broker.update-metadata', { broker: 1 })
      .does('broker.update-metadata', { broker: 0 });
    expect(told.state.replicas.map((replica) => replica?.highWatermark)).toEqual([1, 0, 0]);
    expect(logOf(told, 1)).toEqual([0]);
  });
});
