import { elementsOf, range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import type { World } from '../../model/world.ts';
import { type LettersSeen, lettersIn, writesLetters } from '../actors/letters.ts';
import { groupLetter, letterOf } from '../names.ts';
import { WHAT } from './words.ts';

/** What each group has written to its dead-letter topic: the machine does not count how often. */
export function expectLetters(world: World, { ledger }: ClusterState, view: Map<string, string>): void {
  if (!writesLetters(world)) return;
  ledger.deadLetters.forEach((values, group) => {
    const letters = elementsOf(values).map((value) => letterOf(group, value));
    view.set(WHAT.letters(group), wordsOf(letters));
  });
}

/** The same as it stands in the topics of the brokers. */
export async function seeLetters({ world, ...where }: Seen, view: Map<string, string>): Promise<void> {
  if (!writesLetters(world)) return;
  const letters = await lettersIn(where);
  for (const group of range(world.groups)) {
    const isOurs = (letter: string): boolean => letter.startsWith(groupLetter(group));
    view.set(WHAT.letters(group), wordsOf(letters.filter(isOurs)));
  }
}

interface Seen extends LettersSeen {
  readonly world: World;
}

const wordsOf = (letters: readonly string[]): string => [...new Set(letters)].sort().join(', ') || 'none';
