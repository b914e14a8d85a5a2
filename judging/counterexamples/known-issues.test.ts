import { describe, expect, it } from 'vitest';
import { HAZARDS } from '../../properties/hazards/hazards.ts';
import { singlePropertyTrial } from '../../properties/hazards/single-property-trial.ts';
import { transactional } from '../../model/testing/story.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { counterexampleOf, type IssuesOf } from './counterexample.ts';
import { type IssueQuestion, releasedIssues, unreleasedIssues } from './known-issues.ts';
import { smallSearches } from '../searches/limits.ts';
import { hazardPlan } from '../searches/plans.ts';
import { runPlan } from '../searches/run-plan.ts';
import { NO_TIME_LIMIT } from '../searches/time-limit.ts';

/** What the shortest story of a hazard is known as, and what the hazard was published as. */
async function toldBy(
  id: string,
  { kafka, issuesOf }: { readonly kafka?: string; readonly issuesOf?: IssuesOf } = {},
): Promise<{ known?: readonly string[]; sources: readonly string[] }> {
  const hazard = HAZARDS.find((candidate) => candidate.id === id);
  if (hazard === undefined) throw new Error(`there is no hazard ${id}`);
  const setup = kafka === undefined ? hazard.setup : { ...hazard.setup, kafka };
  const trial = singlePropertyTrial(hazard, setup);
  const { results } = await runPlan(trial, hazardPlan('s', hazard.guarantee), smallSearches());
  const [found] = results.flatMap((result) => result.found);
  const { counterexample } = await counterexampleOf(setupOf(setup), found, NO_TIME_LIMIT, issuesOf);
  return { known: counterexample.known, sources: hazard.sources };
}

/** What is asked of the shortest story of a hazard. */
async function askedOf(id: string): Promise<IssueQuestion> {
  let asked: IssueQuestion | undefined;
  await toldBy(id, {
    issuesOf: async (question) => {
      asked = question;
      return [];
    },
  });
  if (asked === undefined) throw new Error(`nothing is asked of ${id}`);
  return asked;
}

describe('V8: a story says which published issue it tells', () => {
  // Of the others, whose worlds are larger, `kafka-trial hazards ID` shows it.
  it.each(['B10', 'B18', 'B19', 'B24', 'B32'])('V8: %s', async (id) => {
    const { known, sources } = await toldBy(id);
    expect(known).toHaveLength(1);
    expect(sources).toContain(known?.[0]);
  });

  it('V8: one that was mended and came back, from each of its releases', async () => {
    for (const kafka of ['3.9', '4.3']) expect((await toldBy('B28', { kafka })).known).toEqual(['KAFKA-18641']);
  });

  it.each([
    ['C13', 'kafka-go: #1398'],
    ['R28', 'franz-go: #57'],
  ])('V8: %s, a bug of a client library', async (id, issue) => {
    expect((await toldBy(id)).known).toContain(issue);
  });

  it('V8: two are named where neither fix alone closes the hole: a late EndTxn, and a late marker of either version', async () => {
    const late = transactional({ kafka: '3.9', faults: { 'connection.lost': 1 }, scope: { records: 2 } });
    const trial = singlePropertyTrial({ id: 'late', guarantee: 'read-committed-visibility' }, late);
    const { results } = await runPlan(trial, hazardPlan('s', 'read-committed-visibility'), smallSearches());
    const [found] = results.flatMap((result) => result.found);
    const { counterexample } = await counterexampleOf(setupOf(late), found, NO_TIME_LIMIT);
    expect(counterexample.known).toEqual(['KAFKA-19446', 'KIP-890']);
  });

  it.each(['A02', 'A14', 'A16', 'A17'])('V8: none is named where Kafka works as documented: %s', async (id) => {
    expect((await toldBy(id)).known).toBeUndefined();
  });
});

describe('V8: what no release has mended is asked for apart', () => {
  const limits = { time: NO_TIME_LIMIT };

  it('V8: of a hole that nothing else is known of, and that its steps alone do not show to be open', async () => {
    const question = await askedOf('B38');
    expect(await releasedIssues(question, limits)).toEqual({ known: [], isOpen: true });
    expect(await unreleasedIssues(question, limits)).toEqual(['KAFKA-15591']);
  });

  it('V8: not of one that a release has mended', async () => {
    const question = await askedOf('B32');
    const { known, isOpen } = await releasedIssues(question, limits);
    expect(known).toHaveLength(1);
    expect(isOpen).toBe(false);
    expect(await unreleasedIssues(question, limits)).toEqual([]);
  });

  it('V8: not of one that the same steps come to with every fix', async () => {
    expect(await releasedIssues(await askedOf('A14'), limits)).toEqual({ known: [], isOpen: false });
  });
});
