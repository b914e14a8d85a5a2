import { describe, expect, it } from 'vitest';
import { installedHere } from './testing/installed-here.ts';

describe('of the releases that are there', () => {
  it('the newest comes first, and what is no version is none', () => {
    expect(installedHere('3.9.2', '4.1.2', '3.9.10', 'pom-4.1.2').versions).toEqual(['4.1.2', '3.9.10', '3.9.2']);
  });

  it('the one of a setup is the newest patch in which nothing is otherwise', () => {
    const installed = installedHere('3.9.0', '3.9.2', '4.1.2');
    expect(['3.9', '3.9.0', '4.1', '4.0'].map((release) => installed.fitting(release))).toEqual([
      '3.9.2',
      '3.9.0',
      '4.1.2',
      undefined,
    ]);
  });

  it('an older patch goes by its own name', () => {
    const installed = installedHere('3.9.0', '3.9.2');
    expect(installed.releaseOf('3.9.2')).toBe('3.9');
    expect(installed.releaseOf('3.9.0')).toBe('3.9.0');
  });
});
