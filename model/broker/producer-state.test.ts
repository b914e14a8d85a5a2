import { describe, expect, it } from 'vitest';
import { logOf } from '../testing/looking.ts';
import { replicated, type Story, story } from '../testing/story.ts';
import type { SetupDraft } from '../../setups/input.ts';

/** The answer to the first batch is lost, and retention has deleted it. */
const deleted = (draft: SetupDraft = {}): Story =>
  story({ ...draft, faults: { 'response.lost': 1, 'records.deleted': 1, ...draft.faults } })
    .does('producer.send', { producer: 0 })
    .does('broker.produce')
    .does('response.lost')
    .does('records.deleted');

const restarted = (told: Story): Story =>
  told.does('controller.fence-broker').does('broker.restart').does('broker.update-metadata');

const retried = (told: Story) => logOf(told.does('producer.retry').does('broker.produce'));

describe('a producer whose records retention has deleted', () => {
  it('is remembered by a broker that goes on, since KAFKA-7190 (2.4)', () => {
    expect([retried(deleted()), retried(deleted({ kafka: '2.3' }))]).toEqual([[0], [0, 0]]);
  });

  it('is forgotten by a broker that starts again: nothing that it has written down is above the log start', () => {
    expect(retried(restarted(deleted({ faults: { 'broker.crash': 1 } }).does('broker.crash')))).toEqual([0, 0]);
  });

  it('is remembered by a broker that starts again before that', () => {
    const told = story({ faults: { 'response.lost': 1, 'records.deleted': 1, 'broker.crash': 1 } })
      .does('producer.send')
      .does('broker.produce')
      .does('response.lost')
      .does('broker.crash');
    expect(retried(restarted(told).does('records.deleted'))).toEqual([0]);
  });

  it('is forgotten after an orderly stop as well', () => {
    const told = deleted({ faults: { 'broker.shutdown': 1 } })
      .does('broker.shutdown')
      .does('shutdown.complete');
    expect(retried(told.does('broker.restart').does('broker.update-metadata'))).toEqual([0, 0]);
  });

  it('is remembered where the log goes on behind what is deleted', () => {
    const told = deleted({ faults: { 'broker.crash': 1 }, scope: { producers: 2 } })
      .does('producer.send', { producer: 1 })
      .does('broker.produce', { producer: 1 })
      .does('broker.crash');
    expect(logOf(restarted(told).does('producer.retry', { producer: 0 }).does('broker.produce'))).toEqual([0, 1]);
  });

  describe('is forgotten by a follower', () => {
    const behind = (): Story =>
      story(
        replicated(2, 1, {
          faults: { 'records.deleted': 1, 'broker.crash': 1, 'response.lost': 1, 'leader.moved': 1 },
        }),
      )
        .does('broker.crash', { broker: 1 })
        .does('controller.fence-broker')
        .does('broker.update-metadata', { broker: 0 })
        .does('producer.send')
        .does('broker.produce')
        .does('response.lost');
    const leading = (told: Story): Story =>
      told
        .does('broker.restart')
        .does('broker.update-metadata', { broker: 1 })
        .repeats('broker.update-metadata', 'replica.fetch', 'controller.alter-partition')
        .does('leader.moved', { broker: 1 })
        .repeats('broker.update-metadata')
        .does('producer.retry', { broker: 1 })
        .does('broker.produce', { broker: 1 });

    it('that begins at the log start of its leader', () => {
      expect(logOf(leading(behind().does('records.deleted')), 1)).toEqual([0, 0]);
    });

    it('but not by one that has fetched before', () => {
      const told = behind()
        .does('broker.restart')
        .does('broker.update-metadata', { broker: 1 })
        .repeats('broker.update-metadata', 'replica.fetch', 'controller.alter-partition')
        .does('records.deleted')
        .does('leader.moved', { broker: 1 })
        .repeats('broker.update-metadata')
        .does('producer.retry', { broker: 1 })
        .does('broker.produce', { broker: 1 });
      expect(logOf(told, 1)).toEqual([0]);
    });

    it('that truncates what came behind', () => {
      const told = story(
        replicated(2, 1, { faults: { 'records.deleted': 1, 'leader.moved': 1 }, scope: { records: 2 } }),
      )
        .does('producer.send')
        .does('broker.produce')
        .repeats('replica.fetch')
        .does('records.deleted')
        .does('producer.send')
        .does('broker.produce')
        .does('leader.moved', { broker: 1 })
        .repeats('broker.update-metadata');
      const before = told.state.rememberedFrom;
      expect([before, told.does('replica.fetch', { broker: 0 }).state.rememberedFrom]).toEqual([
        [0, 0],
        [1, 0],
      ]);
    });
  });
});
