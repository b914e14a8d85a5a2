import type { Scene } from '../documents/scene.ts';

/** From where on a story cannot be mended, as a sentence; undefined where nobody knows, or it has no scene. */
export function noReturnSentence({ noReturn }: Partial<Pick<Scene, 'noReturn'>>): string | undefined {
  if (noReturn === undefined) return undefined;
  if (noReturn === 0) return 'It cannot be avoided from the start, even if no fault happens.';
  return `From step ${noReturn} on nothing can mend it, even if no further fault happens.`;
}
