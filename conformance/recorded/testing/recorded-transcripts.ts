import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Transcript } from '../transcript.ts';

const FOLDER = join(import.meta.dirname, '..');

/** The files of `recorded/`: runs on real brokers. */
export const recordedFiles = (): readonly string[] => readdirSync(FOLDER).filter((file) => file.endsWith('.json'));

export const recordedTranscript = (file: string): Transcript =>
  JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Transcript;
