import { describe, expect, it } from 'vitest';
import { judge } from '../../conformance/history/judge.ts';
import type { Operation } from '../../conformance/history/recording/operation.ts';
import { recordedTranscript } from '../../conformance/recorded/testing/recorded-transcripts.ts';
import { conformFiles, type PlayedSubject } from './conform-report.ts';

describe('the files of a run', () => {
  it('have what was seen, and what clients were told as a history that can be judged', () => {
    const transcript = recordedTranscript('acks-1-no-loss-4.1.2.json');
    const { setup, schedule } = transcript;
    const subject = {
      guarantee: 'no-loss',
      request: { name: 'acks-1.yaml', setup, brokers: { version: '4.1.2' }, client: 'java' },
    } as PlayedSubject;
    const outcome = { kind: 'agrees', steps: schedule.length } as const;
    const files = conformFiles(subject, [{ play: 1, schedule, outcome, ms: 7100, transcript }]);
    expect(files.map(({ name }) => name)).toEqual(['conform.json', 'transcript-1.json', 'history-1.jsonl']);
    const operations = files[2].text.trimEnd().split('\n');
    const history = operations.map((line) => JSON.parse(line) as Operation);
    expect(judge(history).badErrorTypes).toEqual(['unseen']);
  });
});
