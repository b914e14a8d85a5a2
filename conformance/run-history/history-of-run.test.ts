import { describe, expect, it } from 'vitest';
import { Story } from '../../model/testing/story.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import type { AnomalyName } from '../history/anomalies.ts';
import { judge } from '../history/judge.ts';
import { recordedFiles, recordedTranscript } from '../recorded/testing/recorded-transcripts.ts';
import type { Transcript } from '../recorded/transcript.ts';
import { historyLines, historyOf } from './history-of-run.ts';

const judged = (transcript: Pick<Transcript, 'setup' | 'schedule'>) => judge(historyOf(transcript));

/** What a counterexample to a guarantee shows in its history, one of them at least. */
const SHOWN: readonly (readonly [guarantee: string, anomalies: readonly AnomalyName[]])[] = [
  ['no-duplicates', ['duplicate', 'processed-twice']],
  ['no-loss', ['unseen', 'unprocessed']],
  ['committed-is-durable', ['unseen']],
  ['partition-order', ['int-nonmonotonic-send']],
];

/** A new group that begins at the end skips a record as its first word, which no history can tell from beginning there. */
const BEGINS_BEHIND = 'leader-jump-no-loss';

describe('the history of a recorded run', () => {
  const walks = recordedFiles().filter((file) => file.includes('-walk-'));
  it.each(walks)('has nothing against a cluster that held: %s', (file) => {
    expect(judged(recordedTranscript(file)).valid).toBe(true);
  });

  it.each(SHOWN)('shows that %s was violated', (guarantee, anomalies) => {
    const files = recordedFiles().filter((file) => file.includes(`-${guarantee}-`) && !file.startsWith(BEGINS_BEHIND));
    const isSilent = (file: string): boolean =>
      judged(recordedTranscript(file)).errorTypes.every((name) => !anomalies.includes(name));
    expect(files).not.toEqual([]);
    expect(files.filter(isSilent)).toEqual([]);
  });
});

describe('the history of a run', () => {
  const oneRecord: SetupDraft = {
    cluster: { brokers: 1 },
    topic: { 'replication.factor': 1 },
    consumer: { 'auto.offset.reset': 'earliest' },
    scope: { records: 1, members: 1 },
  };

  it('has what clients did and were told, what the logs hold at its end, and what nobody knows', () => {
    const story = new Story(oneRecord)
      .does('producer.send')
      .does('broker.produce')
      .does('producer.receive')
      .does('group.complete', { shift: 0 })
      .does('consumer.sync')
      .does('consumer.poll')
      .does('consumer.process');
    const group = 'group 0';
    const read = { 'input-0': [[0, 'r0']] };
    const operations = [
      ['invoke', 0, 'subscribe', ['input-0']],
      ['ok', 0, 'subscribe', ['input-0']],
      ['invoke', 1, 'send', [['send', 'input-0', 'r0']]],
      ['ok', 1, 'send', [['send', 'input-0', [0, 'r0']]]],
      ['invoke', 0, 'poll', [['poll']]],
      ['ok', 0, 'poll', [['poll', read]]],
      ['invoke', 2, 'process', { 'input-0': [] }, group],
      ['ok', 2, 'process', { 'input-0': [] }, group],
      ['invoke', 0, 'process', read, group],
      ['ok', 0, 'process', read, group],
      ['invoke', 3, 'assign', ['input-0']],
      ['ok', 3, 'assign', ['input-0']],
      ['invoke', 3, 'poll', [['poll']]],
      ['ok', 3, 'poll', [['poll', read]]],
      ['invoke', 4, 'process', read, group],
      ['info', 4, 'process', read, group],
    ].map(([type, process, f, value, group], index) => ({ type, process, f, value, ...(group && { group }), index }));
    const history = historyOf({ setup: setupOf(oneRecord, 'one record'), schedule: story.schedule });
    expect(history).toEqual(operations);
    expect(historyLines(history).trimEnd().split('\n')).toHaveLength(operations.length);
  });

  it('has a client that starts again as another process', () => {
    const draft: SetupDraft = { ...oneRecord, scope: { records: 2, members: 1 }, faults: { 'producer.crash': 1 } };
    const story = new Story(draft).does('producer.send').does('producer.crash', { late: false }).settles();
    const sends = historyOf({ setup: setupOf(draft, 'a crash'), schedule: story.schedule }).filter(
      ({ f }) => f === 'send',
    );
    expect(sends.map(({ type, process }) => [type, process])).toEqual([
      ['invoke', 1],
      ['info', 1],
      ['invoke', 2],
      ['ok', 2],
    ]);
  });
});
