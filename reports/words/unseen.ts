import { isObject } from '../documents/shape.ts';
import type { VerdictDocument } from '../documents/verdict.ts';
import { counted } from './words.ts';

type Told = Pick<VerdictDocument, 'setup' | 'guarantees'>;

/**
 * Of what was counted no time: `never` where a search has gone through every state and step of the scope; else `not seen`,
 * in so many random runs where these are what was done. It may still happen there.
 */
export function unseenWord(document: Told): string {
  if (hasSeenAll(document)) return 'never';
  const runs = document.guarantees.map(({ evidence }) => (evidence.method === 'exhaustive' ? 0 : evidence.runs));
  const most = Math.max(0, ...runs);
  return most === 0 ? 'not seen' : `not seen in ${counted(most, 'run')}`;
}

/** Whether a step that was never counted cannot happen in the scope. Of steps that commute a transform's search leaves some out. */
export function hasSeenAll({ setup, guarantees }: Told): boolean {
  const isTransform = isObject(setup.application) && setup.application.shape === 'transform';
  return guarantees.some(
    ({ evidence }) =>
      evidence.method === 'exhaustive' && evidence.complete && !(isTransform && evidence.commuting === true),
  );
}
