import { describe, expect, it } from 'vitest';
import { misnamed } from './names.ts';
import { sourceFile } from './source-file.ts';

const names = (path: string, text: string) => misnamed([sourceFile({ path, text })]);

describe('a name', () => {
  it.each([
    ['explorers/commands/bycommands.ts', 'export function exploreByCommands() {}', 'by-commands'],
    ['explorers/commandsession.ts', 'export class CommandSession {}', 'command-session'],
    ['explorers/fingerprintset.ts', 'export abstract class FingerprintSet {}', 'fingerprint-set'],
    ['explorers/trialrun.ts', 'export interface TrialRun<State> {}', 'trial-run'],
    ['shrinkers/sameaction.ts', 'export const sameAction = () => true;', 'same-action'],
    ['shrinkers/sameaction.ts', 'const sameAction = 1;\nexport { sameAction };', 'same-action'],
    ['explorers/trialrun.test.ts', `import { TrialRun } from './trial-run.ts';`, 'trial-run'],
    ['model/kip-highwatermark.ts', 'export type HighWatermark = number;', 'kip-high-watermark'],
  ])('that squashes words is found: %s', (path, text, kebab) => {
    expect(names(path, text).map((found) => found.kebab)).toEqual([kebab]);
  });

  it('of a folder is looked at as well', () => {
    const [found] = names('explorers/fingerprintset/slots.ts', `import type { FingerprintSet } from '../x.ts';`);
    expect(found).toMatchObject({ part: 'fingerprintset', kebab: 'fingerprint-set' });
  });

  it.each([
    'model/highWatermark.ts',
    'model/HighWatermark.ts',
    'model/high_watermark.ts',
    'model/a--b.ts',
    'Model/a.ts',
  ])('that is not in kebab-case is found: %s', (path) => {
    expect(names(path, '').map((found) => found.path)).toEqual([path]);
  });

  it.each([
    ['explorers/fingerprint-set.ts', 'export class FingerprintSet {}'],
    ['setups/setup.ts', 'export const setupOf = () => {};'],
    ['model/consumer/kip-848.test.ts', 'export class Kip848 {}'],
    ['model/metadata.ts', 'export interface MetadataOf {}'],
  ])('in kebab-case is not: %s', (path, text) => {
    expect(names(path, text)).toEqual([]);
  });
});
