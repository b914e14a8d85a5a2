import { describe, expect, it } from 'vitest';
import { minorOf } from '../../setups/release.ts';
import { heldTo } from './testing/held-to.ts';
import { recordedFiles, recordedTranscript } from './testing/recorded-transcripts.ts';

const FILES = recordedFiles();

describe('what real Kafka did', () => {
  it('was recorded on several releases', () => {
    const releases = new Set(FILES.map((file) => minorOf(recordedTranscript(file).kafka)));
    expect([...releases].sort()).toEqual(expect.arrayContaining(['3.9', '4.1', '4.3']));
    expect(FILES.length).toBeGreaterThanOrEqual(25);
  });

  it.each(FILES)('is what the machine does: %s', (file) => {
    expect(heldTo(recordedTranscript(file))).toEqual([]);
  });

  it('would be missed: a record of a machine that is another one differs', () => {
    const acks1 = FILES.find((file) => file.startsWith('acks-1-no-loss')) ?? FILES[0];
    const transcript = recordedTranscript(acks1);
    const seen = transcript.seen.map((news) =>
      Object.fromEntries(Object.entries(news ?? {}).map(([what, said]) => [what, said?.replace('r0', 'r1') ?? null])),
    );
    expect(heldTo({ ...transcript, seen })).not.toEqual([]);
  });
});
