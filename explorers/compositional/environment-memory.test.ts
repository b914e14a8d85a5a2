import { describe, expect, it } from 'vitest';
import { replicated } from '../../model/testing/story.ts';
import { clusterTrial } from '../../properties/trial.ts';
import { ALL_REDUCTIONS, reduced } from '../../reductions/reduced.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { boundOf } from '../stop-reasons.ts';
import { completeSearch } from '../complete-search.ts';
import { runWithPauses } from '../coroutine.ts';
import { exhaustive } from '../exhaustive.ts';
import type { SearchSubject } from '../search-subject.ts';
import { EnvironmentMemory } from './environment-memory.ts';

const faults = { 'broker.crash': 1, 'consumer.crash': 1 };
const everyday = (application: SetupDraft['application'], more: SetupDraft = {}): SetupDraft =>
  replicated(2, 1, { faults, scope: { members: 2 }, application, ...more });
const subjectOf = (draft: SetupDraft) => reduced(clusterTrial(setupOf(draft)), ALL_REDUCTIONS);

/** What consumers alone go by. */
const changes: Readonly<Record<string, SetupDraft>> = {
  'an idempotency key': everyday({ 'idempotency.key': true }),
  'commits before processing': everyday({ commit: 'before-processing' }),
  'several workers': everyday({ processing: 'async', workers: 2, order: 'key', 'commit.covers': 'highest' }),
  'a handler that fails': everyday(
    { 'on.processing.failure': 'retry' },
    { faults: { 'broker.crash': 1, 'processing.failed': 1 } },
  ),
  'a listener': everyday({ 'on.revoke': 'drain' }, { faults: { 'broker.crash': 1, rebalance: 1 } }),
  'KIP-848': everyday({ 'rebalance.listener': false }, { consumer: { 'group.protocol': 'consumer' } }),
  'a group that has run before': everyday({ group: 'established', 'commit.every': 'record' }),
};

describe('an environment that is kept', () => {
  const environments = new EnvironmentMemory();
  exhaustive(subjectOf(everyday({})), { environments });

  it.each(Object.entries(changes))('serves a search with %s, which comes to the same', (_name, draft) => {
    const options = { environments, statesMax: 1_000_000 };
    const isKnown = (subject: SearchSubject<never, never>): boolean =>
      'environment' in subject && environments.find(subject, options.statesMax) !== undefined;
    expect(isKnown(subjectOf(draft) as never)).toBe(true);
    const shared = exhaustive(subjectOf(draft), options);
    expect(shared).toEqual(exhaustive(subjectOf(draft)));
    expect(shared.complete).toBe(true);
  });

  it('counts the states that another search need not go through', () => {
    const subject = subjectOf(everyday({ commit: 'before-processing' }));
    expect(environments.statesOf(subject)).toBe(environments.find(subject as never, Infinity)?.alone.distinct);
    expect(environments.statesOf(subject)).toBeGreaterThan(0);
    expect(environments.statesOf(subjectOf(replicated(2, 2, { faults })))).toBe(0);
  });

  it('is not that of another cluster', () => {
    const other = replicated(2, 1, { faults, scope: { members: 2 }, producer: { acks: '1' } });
    const subject = subjectOf(other);
    expect('environment' in subject && environments.find(subject, 1_000_000)).toBe(undefined);
    expect(exhaustive(subject, { environments })).toEqual(exhaustive(subject));
  });

  it('is not that of consumers that look at more of the cluster: automatic commits leave out what is compared with a new leader’s log', () => {
    const subject = subjectOf(everyday({ commit: 'auto' }, { consumer: { 'enable.auto.commit': true } }));
    expect('environment' in subject && environments.find(subject, 1_000_000)).toBe(undefined);
    expect(exhaustive(subject, { environments })).toEqual(exhaustive(subject));
  });

  it('is not known within a smaller bound than it takes, and then ends there again', () => {
    const subject = subjectOf(everyday({}));
    const bound = { environments: new EnvironmentMemory(), statesMax: 50 };
    const first = exhaustive(subject, bound);
    expect(first.stopped).toBe(boundOf(50));
    expect(exhaustive(subject, bound)).toEqual(first);
    expect(bound.environments.find(subject as never, 50)?.alone.distinct).toBe(first.distinct);
    expect(exhaustive(subject, { ...bound, statesMax: 20 })).toMatchObject({
      complete: false,
      distinct: first.distinct,
    });
    expect(bound.environments.statesOf(subject)).toBe(0);
    expect(exhaustive(subject, { ...bound, statesMax: 1_000_000 }).complete).toBe(true);
  });

  it('is known to be too large within the bound for which a search of it was given up', async () => {
    const subject = subjectOf(everyday({}));
    const environments = new EnvironmentMemory();
    const doubt = { from: 50, why: async () => 'there are more than 1,000' };
    const search = completeSearch(subject, { environments, statesMax: 1000, doubt }, (first) => first);
    const given = await runWithPauses(search);
    expect(given).toMatchObject({ complete: false, stopped: 'there are more than 1,000' });
    expect(exhaustive(subject, { environments, statesMax: 1000 })).toEqual(given);
    expect(exhaustive(subject, { environments, statesMax: 1_000_000 }).complete).toBe(true);
  });
});
