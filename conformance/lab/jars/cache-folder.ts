import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where is kept what is worth keeping between commands: jars that were fetched, archives of classes. */
export const cacheFolder = (env: Readonly<Record<string, string | undefined>>): string =>
  join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'kafka-trial');
