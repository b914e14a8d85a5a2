import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where a broker has noted that a log starts, of which records were deleted; 0 where it has noted nothing. After a crash that is all
 * that it knows of it (`LogManager.checkpointLogStartOffsets`).
 *
 * @param directory the broker's `log.dirs`.
 */
export function notedLogStart(directory: string, topic: string, partition: number): number {
  const path = join(directory, 'log-start-offset-checkpoint');
  if (!existsSync(path)) return 0;
  const start = `${topic} ${partition} `;
  const line = readFileSync(path, 'utf8')
    .split('\n')
    .find((noted) => noted.startsWith(start));
  return line === undefined ? 0 : Number(line.slice(start.length));
}
