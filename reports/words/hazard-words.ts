import type { ControlVerdict, DetectionCost, Explorer, HazardVerdict, HazardsDocument } from '../documents/hazards.ts';
import { count, counted } from './words.ts';

/** `12 / 90`: median and worst; `> 10,000` where random search found nothing. */
export function detectionCostWords({ runsMax, ...cost }: DetectionCost, explorer: Explorer): string {
  const { median, worst } = cost[explorer];
  return [median, worst].map((runs) => (runs === null ? `> ${count(runsMax)}` : count(runs))).join(' / ');
}

/** `producer.acks: 1 → all`. */
export const changeWords = ({ changes }: HazardVerdict): string =>
  changes.map(({ key, hazard, control }) => `${key}: ${hazard} → ${control}`).join(', ');

/** `holds (39 states)`. */
export const controlWords = ({ verdict, states }: ControlVerdict): string =>
  `${verdict === 'not-violated' ? 'not violated' : verdict} (${counted(states, 'state')})`;

/** The steps, and what is not as expected of them. */
export function stepsWords({ steps, expected, shortest }: HazardVerdict): string {
  if (steps === null) return 'not found';
  if (!shortest) return `${count(steps)} (not certified)`;
  return steps === expected ? count(steps) : `${count(steps)} (expected: ${count(expected)})`;
}

/** The hazards in one line. */
export function hazardsSummary({ hazards }: HazardsDocument): string {
  const found = hazards.filter((hazard) => hazard.found).length;
  const holding = hazards.filter(({ control }) => control.verdict === 'holds').length;
  const unviolated = hazards.filter(({ control }) => control.verdict === 'not-violated').length;
  const unexpected = hazards.filter(({ asExpected }) => !asExpected).length;
  const controls = [
    counted(holding, 'control holds', 'controls hold'),
    ...(unviolated === 0 ? [] : [`${count(unviolated)} not violated`]),
  ];
  const verdict = unexpected === 0 ? 'all as expected' : `${count(unexpected)} not as expected`;
  return `${counted(hazards.length, 'hazard')}: ${count(found)} found, ${controls.join(', ')}, ${verdict}`;
}

/** `14 by walk, 11 by commands`: the median over the hazards of the median runs that each explorer needs. */
export function medianDetectionCostWords(hazards: readonly HazardVerdict[]): string {
  const medianOf = (explorer: Explorer): string => {
    const medians = hazards.map(({ random }) => random[explorer].median ?? Number.POSITIVE_INFINITY);
    const middle = medians.sort((one, other) => one - other)[Math.ceil(medians.length / 2) - 1];
    return Number.isFinite(middle) ? count(middle) : 'more runs than were made';
  };
  return `${medianOf('walk')} by walk, ${medianOf('commands')} by commands`;
}
