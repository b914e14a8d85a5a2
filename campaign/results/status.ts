import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { CampaignPlan } from '../plan/campaign-plan.ts';

/** How far a campaign is. */
export interface CampaignStatus {
  readonly planned: number;
  readonly done: number;
  /** Results a minute, from the first to the last that was written; null while there are fewer than two. */
  readonly perMinute: number | null;
  /** Minutes until all are done, at that pace; null when nobody knows. */
  readonly minutesLeft: number | null;
}

/** Reads it off the files: their names are the keys, and the times at which they were written the pace. */
export function statusOf(plans: readonly CampaignPlan[], folders: readonly string[]): CampaignStatus {
  const planned = new Set(plans.flatMap(({ jobs }) => jobs.map(({ key }) => key)));
  const written = new Map<string, number>();
  for (const folder of folders) {
    for (const name of readdirSync(folder)) {
      const key = name.replace(/\.json$/, '');
      if (!planned.has(key)) continue;
      const at = statSync(join(folder, name)).mtimeMs;
      written.set(key, Math.min(at, written.get(key) ?? at));
    }
  }
  return paceOf(planned.size, [...written.values()]);
}

/** @param times when each result was written, in milliseconds. */
export function paceOf(planned: number, times: readonly number[]): CampaignStatus {
  const done = times.length;
  const [first, last] = times.reduce(
    ([low, high], at) => [Math.min(low, at), Math.max(high, at)],
    [Infinity, -Infinity],
  );
  const minutes = (last - first) / 60_000;
  const perMinute = done > 1 && minutes > 0 ? (done - 1) / minutes : null;
  const left = planned - done;
  return { planned, done, perMinute, minutesLeft: left === 0 ? 0 : perMinute === null ? null : left / perMinute };
}
