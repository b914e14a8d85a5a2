import { type Finding, findingsOf } from '../words/findings.ts';
import type { Scene } from '../documents/scene.ts';
import type { StoryStep, VerdictDocument } from '../documents/verdict.ts';
import { remedyWords, worldWords } from '../words/words.ts';

/** A counterexample as a page tells it: what it embeds for its script, and what its static part is made of. */
export interface PageStory {
  /** Its address behind `#`; a step of it has `/` and its number behind that. */
  readonly id: string;
  /** Of which setup, claim or hazard it is, on a page of several. */
  readonly place?: string;
  readonly guarantee: string;
  readonly cause: string;
  readonly summary: string;
  /** The published issues that it tells. */
  readonly known: readonly string[];
  /** How much smaller its world is than its document's. */
  readonly world?: string;
  readonly remedy?: string;
  /** The command line that replays it. */
  readonly replay?: string;
  readonly steps: readonly StoryStep[];
  readonly scene: Scene;
}

/**
 * The story of a finding, as far as it is drawn.
 *
 * @param number counts the stories of its guarantee from 1; the first is found under the guarantee's own name.
 * @param place what else its address begins with, on a page of several setups or claims.
 */
export function pageStory(finding: Finding, number = 1, place?: string): PageStory | null {
  const { scene, guarantee, counterexample, remedy } = finding;
  if (scene === undefined) return null;
  const { cause, summary, known = [], setup, replay, story } = counterexample;
  return {
    id: storyId(guarantee, number, place),
    place,
    guarantee,
    cause,
    summary,
    known,
    world: setup === undefined ? undefined : worldWords(setup),
    remedy: remedy === undefined ? undefined : remedyWords(remedy),
    replay,
    steps: story,
    scene,
  };
}

function storyId(guarantee: string, number: number, place?: string): string {
  const name = number === 1 ? guarantee : `${guarantee}.${number}`;
  return encodeURIComponent(place === undefined ? name : `${place}:${name}`);
}

/** The stories of a document that are drawn; those of a guarantee in a row. */
export const storiesOf = (document: VerdictDocument, place?: string): PageStory[] =>
  drawnStories(findingsOf(document), () => place);

/** The stories of findings that are drawn, each under an address of its own. */
export function drawnStories(
  findings: readonly Finding[],
  placeOf: (finding: Finding) => string | undefined,
): PageStory[] {
  const numbers = new Map<string, number>();
  return findings.flatMap((finding) => {
    const place = placeOf(finding);
    const key = storyId(finding.guarantee, 1, place);
    const number = (numbers.get(key) ?? 0) + 1;
    numbers.set(key, number);
    return pageStory(finding, number, place) ?? [];
  });
}
