import { type HazardsDocument, type HazardVerdict } from '../documents/hazards.ts';
import {
  changeWords,
  controlWords,
  hazardsSummary,
  medianDetectionCostWords,
  detectionCostWords,
  stepsWords,
} from '../words/hazard-words.ts';
import { markdown, markdownTable } from '../words/markup.ts';
import { count } from '../words/words.ts';

/**
 * The hazards as a page: the table, what disagrees with the sources, what is missing. Nothing in it depends on the
 * speed of the machine: the same seed gives the same page.
 *
 * @param command the command line that makes it.
 */
export function hazardsMarkdown(document: HazardsDocument, command: string): string {
  const { hazards, unmodelled } = document;
  const findings = hazards.filter(({ finding }) => finding !== undefined);
  return [
    `# Hazards\n\n`,
    'Published failures of Kafka’s delivery claims. Each is a pair of setups: one in which the guarantee is violated, and a control that differs in the one setting or fix, in which it is not, in the same scope. ',
    '`npx kafka-trial hazards A01` tells the story of one.\n\n',
    `This page is the output of \`${command}\`.\n\n`,
    `${hazardsSummary(document)}. Half of them are found by random runs within ${medianDetectionCostWords(hazards)} (seed ${markdown(document.seed)}).\n\n`,
    ...reading(hazards),
    markdownTable(
      ['id', 'what happens', 'guarantee', 'steps', 'states', 'control', 'fix', 'walk', 'commands', 'status', 'sources'],
      hazards.map(rowOf),
    ),
    findings.length === 0 ? '' : '\n## Where the machine and the source disagree\n\n',
    ...findings.map(({ id, finding = '' }) => `- **${id}**: ${markdown(finding)}\n`),
    unmodelled.length === 0 ? '' : '\n## Not modelled\n\n',
    unmodelled.length === 0
      ? ''
      : markdownTable(
          ['id', 'what happens', 'feature that is missing', 'what it would cost'],
          unmodelled.map(({ id, title, feature, cost }) => [id, title, feature, cost]),
        ),
  ].join('');
}

function reading(hazards: readonly HazardVerdict[]): string[] {
  const random = hazards.length === 0 ? undefined : hazards[0].random;
  if (random === undefined) return [];
  return [
    '- *steps*: of the shortest counterexample, certified by breadth-first search; *states*: distinct ones that it met on the way\n',
    '- *control*: `holds` where its whole scope was searched\n',
    `- *walk*, *commands*: random runs until it is found, median and worst of ${count(random.seeds)} seeds, each at most ${count(random.runsMax)} runs\n`,
    '- *status*: `configuration`, Kafka works as documented; `fixed`, by a release; `open`, nobody has fixed it\n\n',
  ];
}

function rowOf(hazard: HazardVerdict): string[] {
  return [
    hazard.id,
    hazard.title,
    hazard.guarantee,
    stepsWords(hazard),
    count(hazard.states),
    controlWords(hazard.control),
    changeWords(hazard),
    detectionCostWords(hazard.random, 'walk'),
    detectionCostWords(hazard.random, 'commands'),
    `${hazard.status}: ${hazard.affected}`,
    hazard.sources.join('; '),
  ];
}
