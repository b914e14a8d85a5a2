import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Transcript } from '../../conformance/recorded/transcript.ts';
import { markdownTable } from './markdown-table.ts';

/** In a checkout, at the root of which this is run. */
const FOLDER = 'conformance/recorded';

/** The runs that are recorded, by release: how many, and how many steps of them were compared. */
export function recordedRuns(): string {
  const transcripts = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Transcript);
  const releases = [...new Set(transcripts.map(({ kafka }) => kafka))].sort();
  const rows = releases.map((release) => {
    const of = transcripts.filter(({ kafka }) => kafka === release);
    const steps = of.reduce((sum, { schedule }) => sum + schedule.length, 0);
    return [
      release,
      String(of.length),
      String(steps),
      of
        .map(({ name }) => name)
        .sort()
        .join(', '),
    ];
  });
  return markdownTable(['Kafka', 'schedules', 'steps compared', 'which'], rows);
}
