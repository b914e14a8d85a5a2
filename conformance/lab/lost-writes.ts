import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBatches } from '../../wire/record-batch.ts';
import { randomUuid } from './node/meta-properties.ts';

/** Files that a broker makes anew from a log. */
const DERIVED = /\.(?:index|timeindex|txnindex|snapshot)$/;
const SEGMENT = /^\d{20}\.log$/;

/**
 * Takes from a broker's log what it had written and not flushed, while the broker is down: power has failed. What the broker
 * has noted of the log elsewhere goes as well, as far as it says that more was on disk.
 *
 * @param directory the broker's `log.dirs`.
 * @param keeps how many records, counted from offset 0, are left.
 */
export function keepRecords(directory: string, topic: string, partition: number, keeps: number): void {
  const log = join(directory, `${topic}-${partition}`);
  if (!existsSync(log)) return;
  for (const file of readdirSync(log).sort()) {
    const path = join(log, file);
    if (DERIVED.test(file)) rmSync(path);
    if (!SEGMENT.test(file)) continue;
    const lost = readBatches(readFileSync(path)).find(({ lastOffset }) => lastOffset >= keeps);
    if (lost !== undefined) truncateSync(path, lost.bytes.start);
  }
  rmSync(join(directory, '.kafka_cleanshutdown'), { force: true });
  limitCheckpoint(join(directory, 'recovery-point-offset-checkpoint'), topic, partition, keeps);
}

/** Replaces a broker's disks: its logs are gone, and what it had noted of them. It is formatted as it was. */
export function emptyLogs(directory: string): void {
  const kept = new Set(['meta.properties', 'bootstrap.checkpoint']);
  for (const file of readdirSync(directory)) {
    if (!kept.has(file)) rmSync(join(directory, file), { recursive: true });
  }
}

/** A disk is another one: `kafka-storage format` names every directory anew. */
export function renameDirectory(directory: string): void {
  const path = join(directory, 'meta.properties');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace(/^directory\.id=.*$/m, `directory.id=${randomUuid()}`));
}

/** A checkpoint file is a version, a count, and a line `topic partition offset` each. */
function limitCheckpoint(path: string, topic: string, partition: number, end: number): void {
  if (!existsSync(path)) return;
  const limited = readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => {
      const [name, number, offset] = line.split(' ');
      const isIt = name === topic && number === String(partition) && Number(offset) > end;
      return isIt ? `${name} ${number} ${end}` : line;
    });
  writeFileSync(path, limited.join('\n'));
}
