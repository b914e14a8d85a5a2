import { describe, expect, it } from 'vitest';
import { searched, setupIn } from '../searching.ts';
import { averageOf, averages } from './average.ts';

describe('metrics', () => {
  it('takes averages', () => {
    expect(averageOf([0, 1])).toBe(35);
    expect(averageOf([0, 0, 1])).toBe(30);
    expect(averageOf([])).toBeNaN();
  });

  it('loses samples, and counts none twice, when it commits before it counts', () => {
    const found = searched(setupIn('metrics/setup.yaml'), averages);
    expect(found).toMatchObject({ complete: true, untested: [] });
    expect(found.broken).toHaveProperty('no-loss');
    expect(found.broken).not.toHaveProperty('no-duplicates');
    expect(found.broken).not.toHaveProperty('average-undistorted');
  });

  it('distorts its averages with auto-commit, as the guide has it', () => {
    const found = searched(setupIn('metrics/guide.yaml'), averages);
    expect(found.complete).toBe(true);
    expect(found.broken['average-undistorted']).toEqual(['a sample weighs double in an average']);
  });
});
