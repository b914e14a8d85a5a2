import { type HazardsDocument, type HazardVerdict } from '../documents/hazards.ts';
import {
  changeWords,
  controlWords,
  hazardsSummary,
  medianDetectionCostWords,
  stepsWords,
} from '../words/hazard-words.ts';
import { setupLines } from '../words/setup-lines.ts';
import { sourceUrl } from '../words/source-url.ts';
import type { Remedy } from '../documents/verdict.ts';
import { count } from '../words/words.ts';
import { type Content, el, type Element } from './element.ts';
import { type PageStory, pageStory } from './page-story.ts';
import { head, row } from './table.ts';

/** The hazards with their controls, each with what is published of it and a link to its story. */
export function hazardsBody(document: HazardsDocument): {
  readonly stories: readonly PageStory[];
  readonly body: Element;
} {
  const { hazards, unmodelled, seed } = document;
  const told = new Map(hazards.map((hazard) => [hazard, storyOf(hazard)]));
  const rows = hazards.map((hazard) =>
    row([
      el('a', { href: `#${anchor(hazard)}` }, hazard.id),
      hazard.title,
      hazard.guarantee,
      storyLink(hazard, told.get(hazard)),
      count(hazard.states),
      changeWords(hazard),
      el('span', { class: hazard.control.verdict }, controlWords(hazard.control)),
      hazard.status,
    ]),
  );
  const body = el(
    'section',
    {},
    el('h1', {}, 'Published failures and their controls'),
    el('p', {}, `${hazardsSummary(document)}.`),
    el('p', {}, `Half of them are found by random runs within ${medianDetectionCostWords(hazards)} (seed ${seed}).`),
    el(
      'div',
      { class: 'wide', tabindex: 0, role: 'region', 'aria-label': 'Hazards' },
      el(
        'table',
        {},
        head('hazard', 'what happens', 'guarantee', 'story', 'states', 'control', 'verdict on the control', 'status'),
        el('tbody', {}, rows),
      ),
    ),
    hazards.map((hazard) => hazardDetails(hazard, told.get(hazard))),
    unmodelled.length === 0
      ? null
      : [
          el('h2', {}, 'Not modelled'),
          el(
            'ul',
            {},
            unmodelled.map(({ id, title, feature }) => el('li', {}, `${id}: ${title} (it lacks ${feature})`)),
          ),
        ],
  );
  return { stories: [...told.values()].filter((story) => story !== null), body };
}

function storyOf({ id, guarantee, setup, counterexample, scene, ...hazard }: HazardVerdict): PageStory | null {
  if (counterexample === undefined) return null;
  const { verdict } = hazard.control;
  const change = scene?.control?.change;
  const remedy: Remedy | undefined =
    change === undefined || verdict === 'violated' || verdict === 'vacuous'
      ? undefined
      : { change, verified: verdict, closes: 'guarantee' };
  return pageStory({ guarantee, setup, own: true, counterexample, scene, remedy }, 1, id);
}

function storyLink(hazard: HazardVerdict, story: PageStory | null | undefined): Content {
  const words = hazard.steps === null ? stepsWords(hazard) : `${stepsWords(hazard)} steps`;
  return story === null || story === undefined ? words : el('a', { href: `#${story.id}` }, words);
}

function hazardDetails(hazard: HazardVerdict, story: PageStory | null | undefined): Element {
  const { id, title, affected, sources, finding, setup } = hazard;
  return el(
    'details',
    { id: anchor(hazard) },
    el('summary', {}, `${id}: ${title}`),
    el('p', {}, hazard.story),
    el(
      'dl',
      { class: 'way' },
      fact('Affected', affected),
      fact('Sources', sources.map(source)),
      finding === undefined ? null : fact('Finding', finding),
      fact('Story', storyLink(hazard, story)),
    ),
    el('pre', {}, setupLines(setup)),
  );
}

const fact = (name: string, content: Content): Element => el('div', {}, el('dt', {}, name), el('dd', {}, content));

function source(text: string): Content {
  const url = sourceUrl(text);
  return [url === undefined ? text : el('a', { href: url }, text), ' '];
}

const anchor = ({ id }: HazardVerdict): string => `hazard-${id}`;
