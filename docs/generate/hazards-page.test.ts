import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { changesOf } from '../../properties/hazards/changes.ts';
import { HAZARDS, UNMODELLED } from '../../properties/hazards/hazards.ts';
import { type HazardVerdict, HAZARDS_FORMAT, type RunsToFind } from '../../reports/documents/hazards.ts';
import { hazardsMarkdown } from '../../reports/markdown/hazards-markdown.ts';
import { FORMAT_VERSION } from '../../reports/documents/verdict.ts';

/**
 * `docs/hazards.md` is the output of a command that takes long. What it measures (states, runs) is read off the page;
 * everything else must be what the catalogue says.
 */
const page = readFileSync(join(import.meta.dirname, '../hazards.md'), 'utf8');

const RUNS_MAX = 10_000;
const SEEDS = 20;

const numberOf = (text: string): number => Number(text.replaceAll(/\D/g, ''));

/** The cells of the page's row on a hazard. */
function cellsOf(id: string): string[] {
  const row = page.split('\n').find((line) => line.startsWith(`| ${id} | `)) ?? '';
  return row.split(/(?<!\\)\|/).map((cell) => cell.trim());
}

function runsToFind(cell: string): RunsToFind {
  const [median, worst] = cell.split(' / ').map((runs) => (runs.startsWith('\\>') ? null : numberOf(runs)));
  return { median, worst };
}

it('the page of the hazards says what the catalogue says', () => {
  const hazards = HAZARDS.map((hazard): HazardVerdict => {
    const [, , , , , states, control, , walk, commands] = cellsOf(hazard.id);
    return {
      ...hazard,
      setup: {},
      changes: changesOf(hazard),
      found: true,
      expected: hazard.steps,
      shortest: true,
      states: numberOf(states),
      seconds: 0,
      control: { verdict: 'holds', states: numberOf(control) },
      random: {
        runsToFind: null,
        seeds: SEEDS,
        runsMax: RUNS_MAX,
        walk: runsToFind(walk),
        commands: runsToFind(commands),
      },
      asExpected: true,
    };
  });
  const document = {
    format: HAZARDS_FORMAT,
    version: FORMAT_VERSION,
    seed: 'kafka-trial',
    hazards,
    unmodelled: UNMODELLED,
  } as const;
  expect(page).toBe(hazardsMarkdown(document, `npx kafka-trial hazards --markdown --runs ${RUNS_MAX}`));
});
