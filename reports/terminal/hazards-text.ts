import { createColors, type Colors } from './colour.ts';
import { type HazardsDocument, type HazardVerdict } from '../documents/hazards.ts';
import {
  changeWords,
  controlWords,
  hazardsSummary,
  medianDetectionCostWords,
  detectionCostWords,
  stepsWords,
} from '../words/hazard-words.ts';
import { setupLines } from '../words/setup-lines.ts';
import { story } from './story.ts';
import { table } from './table.ts';
import type { TerminalOptions } from './terminal.ts';
import { count } from '../words/words.ts';

const WIDTH_DEFAULT = 150;

const HEADS = ['hazard', 'guarantee', 'steps', 'states', 'seconds', 'control', 'walk', 'commands', 'what happens'];

/** All hazards for people: a table, what is not as expected, and what is not modelled. */
export function hazardsText(document: HazardsDocument, options: TerminalOptions = {}): string {
  const { colour = false, width = WIDTH_DEFAULT } = options;
  const paint = createColors(colour);
  const rows = document.hazards.map((hazard) => [
    paint.bold(hazard.id),
    hazard.guarantee,
    (hazard.asExpected ? paint.green : paint.red)(stepsWords(hazard)),
    count(hazard.states),
    hazard.seconds.toFixed(1),
    (hazard.control.verdict === 'holds' ? paint.green : paint.yellow)(controlWords(hazard.control)),
    detectionCostWords(hazard.random, 'walk'),
    detectionCostWords(hazard.random, 'commands'),
    hazard.title,
  ]);
  return [
    `${paint.bold('Published failures and their controls')} (seed ${document.seed})\n\n`,
    table(HEADS, rows, { colour, width }),
    '\n  walk, commands: random runs until it is found, median and worst of the seeds\n',
    ...document.unmodelled.map(({ id, title }) => `  not modelled: ${id}, ${title}\n`),
    `\n${hazardsLine(document)}`,
  ].join('');
}

/** The hazards in one line, and how strong random search is. */
export function hazardsLine(document: HazardsDocument): string {
  return `${hazardsSummary(document)}; half of them found by random runs within ${medianDetectionCostWords(document.hazards)}\n`;
}

/** Everything about one hazard: what it is, its shortest story, and its control. */
export function hazardText(hazard: HazardVerdict, { colour = false }: TerminalOptions = {}): string {
  const paint = createColors(colour);
  const { counterexample } = hazard;
  return [
    `${paint.bold(`${hazard.id}: ${hazard.title}`)}\n\n`,
    `${hazard.story}\n\n`,
    ...facts(hazard, paint),
    `\n${setupLines(hazard.setup).replace(/^/gm, '  ').trimEnd()}\n\n`,
    counterexample === undefined
      ? `${hazard.guarantee} is not violated in the ${count(hazard.states)} states searched\n`
      : story({ guarantee: hazard.guarantee, counterexample, scene: hazard.scene }, { colour }),
    `\n  ${paint.bold('Control')}  ${controlSentence(hazard)}\n`,
    `  ${paint.bold('Random')}   walk finds it after ${detectionCostWords(hazard.random, 'walk')} runs, commands after ${detectionCostWords(hazard.random, 'commands')} (median and worst of ${count(hazard.random.seeds)} seeds)\n`,
  ].join('');
}

function facts(hazard: HazardVerdict, paint: Colors): string[] {
  const rows: [string, string | undefined][] = [
    ['affected', hazard.affected],
    ['status', hazard.status],
    ['sources', hazard.sources.join('; ')],
    ['finding', hazard.finding],
  ];
  return rows.flatMap(([name, text]) => (text === undefined ? [] : [`  ${paint.dim(name.padEnd(8))}  ${text}\n`]));
}

function controlSentence(hazard: HazardVerdict): string {
  const { guarantee, control } = hazard;
  const verdict = {
    holds: `${guarantee} holds in all ${count(control.states)} states of the scope`,
    'not-violated': `${guarantee} is not violated in the ${count(control.states)} states searched, nor in random runs`,
    violated: `${guarantee} is still violated`,
    vacuous: `${guarantee} is never put to the test`,
  }[control.verdict];
  return `with ${changeWords(hazard)}, ${verdict}`;
}
