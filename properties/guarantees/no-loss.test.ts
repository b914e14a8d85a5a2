import { describe, expect, it } from 'vitest';
import { replicated, story, transforming } from '../../model/testing/story.ts';
import { acknowledged, edited, exercises, verdictOn, witnessIn } from '../testing/verdict-on.ts';
import { DELETED_BY_RETENTION, LOST_BY_BROKERS, noLoss, PARTITION_OFFLINE, SKIPPED_BY_GROUP } from './no-loss.ts';

const seen = (value: number) => ({ value, partition: 0, offset: value, times: 1 });

describe('no-loss holds', () => {
  it('when every group has processed every acknowledged record', () => {
    expect(verdictOn(noLoss, story({ scope: { records: 2, groups: 2 } }).settles('producer.give-up'))).toBeNull();
  });

  it('when a record that nobody has processed was not acknowledged', () => {
    const told = story({ faults: { 'request.lost': 1 } })
      .does('producer.send')
      .does('request.lost')
      .does('producer.give-up')
      .settles();
    expect(verdictOn(noLoss, told)).toBeNull();
  });

  it('when a record was processed twice', () => {
    const told = story();
    expect(
      witnessIn(noLoss, told.world, edited(told, { sends: [acknowledged], processed: [[{ ...seen(0), times: 2 }]] })),
    ).toBeNull();
  });

  it('when the reader behind a transform has every output', () => {
    expect(verdictOn(noLoss, story(transforming({ scope: { records: 2 } })).settles())).toBeNull();
  });
});

describe('no-loss is violated', () => {
  it('by the brokers, when an acknowledged record is not in the log any more', () => {
    const told = story(replicated(2, 1, { producer: { acks: '1' }, faults: { 'broker.crash': 1 } }))
      .does('producer.send')
      .does('broker.produce')
      .does('producer.receive')
      .does('broker.crash', { broker: 0 })
      .settles();
    expect(verdictOn(noLoss, told)).toEqual({ cause: LOST_BY_BROKERS, value: 0, group: 0, partition: 0 });
  });

  it('by the group, when the record is in the log and was never processed', () => {
    const told = story({ application: { commit: 'before-processing' }, faults: { 'consumer.crash': 1 } })
      .settles('consumer.commit', 'producer.give-up')
      .does('consumer.commit')
      .does('consumer.crash')
      .settles();
    expect(verdictOn(noLoss, told)).toEqual({ cause: SKIPPED_BY_GROUP, value: 0, group: 0, partition: 0, offset: 0 });
  });

  it('by one group of two', () => {
    const told = story({ scope: { groups: 2 } }).settles('producer.give-up');
    const state = edited(told, { processed: [[seen(0)], []] });
    expect(witnessIn(noLoss, told.world, state)).toEqual({
      cause: SKIPPED_BY_GROUP,
      value: 0,
      group: 1,
      partition: 0,
      offset: 0,
    });
  });

  it('by a partition that stays without a leader', () => {
    const told = story(
      replicated(2, 1, { kafka: '3.9', producer: { acks: '1' }, faults: { 'broker.crash': 2 }, scope: { lags: 1 } }),
    )
      .does('producer.send')
      .does('broker.produce')
      .does('producer.receive')
      .does('broker.crash', { broker: 1 })
      .does('controller.fence-broker')
      .does('broker.restart')
      .does('broker.crash', { broker: 0 })
      .does('controller.fence-broker');
    const state = edited(told, {});
    expect(state.controller.partitions[0].leader).toBe(-1);
    expect(witnessIn(noLoss, told.world, state)).toEqual({
      cause: PARTITION_OFFLINE,
      value: 0,
      group: 0,
      partition: 0,
    });
  });

  it('behind a transform, by the group that skipped an input', () => {
    const told = story(transforming()).settles();
    expect(witnessIn(noLoss, told.world, edited(told, { outputs: [], outputsAcknowledged: 0 }))).toEqual({
      cause: SKIPPED_BY_GROUP,
      value: 0,
      group: -1,
      partition: 0,
      offset: 0,
    });
  });

  it('behind a transform, by the brokers that lost an acknowledged output', () => {
    const told = story(transforming());
    const state = edited(told, { outputsAcknowledged: 0b1 });
    expect(witnessIn(noLoss, told.world, state)).toEqual({ cause: LOST_BY_BROKERS, value: 0, group: -1, partition: 1 });
  });
});

describe('no-loss is vacuous', () => {
  it('where no send was reported successful', () => {
    expect(exercises(noLoss, story())).toBe(false);
    expect(exercises(noLoss, story().settles('producer.give-up'))).toBe(true);
  });
});

describe('no-loss and retention', () => {
  it('says so when a record was deleted before anybody read it', () => {
    const told = story({ faults: { 'records.deleted': 1 } })
      .does('producer.send')
      .does('broker.produce')
      .does('producer.receive')
      .does('records.deleted')
      .settles();
    expect(verdictOn(noLoss, told)).toEqual({
      cause: DELETED_BY_RETENTION,
      value: 0,
      group: 0,
      partition: 0,
      offset: 0,
    });
  });
});
