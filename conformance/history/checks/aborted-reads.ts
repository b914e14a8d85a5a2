import { type Analysis, indexOf } from '../analysis.ts';
import { OK, POLLED } from '../recording/recording.ts';

/** `G1a`: an operation that came out well has read what a failed one sent. Once for each read. */
export function findAbortedReads(analysis: Analysis): void {
  const { recording, findings } = analysis;
  const { records, kinds, subjects } = recording;
  for (let operation = 0; operation < recording.length; operation += 1) {
    if (recording.outcomes.at(operation) !== OK) continue;
    for (let part = recording.from(operation), to = recording.to(operation); part < to; part += 1) {
      const record = subjects.at(part);
      if (kinds.at(part) !== POLLED || !records.hasFailed(record)) continue;
      findings.add('G1a', () => ({
        key: records.nameOf(record),
        value: records.valueOf(record),
        writer: indexOf(analysis, records.writerOf(record)),
        reader: indexOf(analysis, operation),
      }));
    }
  }
}
