import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { verify } from '../verify.ts';

const setup: SetupDraft = {
  kafka: '4.3',
  cluster: { brokers: 1 },
  consumer: { 'enable.auto.commit': false, 'auto.offset.reset': 'earliest', 'isolation.level': 'read_committed' },
  application: { shape: 'transform', commit: 'transaction' },
  scope: { records: 1, members: 1 },
};

const notesOf = async (faults: SetupDraft['faults']): Promise<readonly string[]> => {
  const { notes } = await verify({ ...setup, faults }, { remedies: false });
  return notes.filter((note) => note.includes('no run comes to rest'));
};

describe('what never comes to an end', () => {
  it('is told with how much of the scope it is, how soon, and what goes on', async () => {
    expect(await notesOf({ 'request.refused': 1 })).toEqual([
      'from 36 of the 54 states of the scope no run comes to rest, at the soonest after 5 steps: broker.produce, consumer.poll, consumer.send-offsets, downstream.poll, producer.end-transaction, 5 more may go on for ever; what the guarantees say of the end of a run is said of the others',
    ]);
  });

  it('is not there where every run can end', async () => {
    expect(await notesOf({ 'consumer.crash': 1 })).toEqual([]);
  });
});
