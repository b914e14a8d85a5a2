import type { SetupDraft } from './input.ts';
import { INT_MAX, LONG_MAX } from './kinds.ts';
import { setupOf } from './resolve/resolve.ts';

/** A key that a draft of a setup makes otherwise than it is by default. */
export interface StandsFor {
  /** Section and key, such as `producer.acks`. */
  readonly key: string;
  readonly value: string;
  /** What it is by default. */
  readonly otherwise: string;
}

/**
 * What a few words in a setup come to, such as `client: { library: kafkajs }` or a preset: every key that is resolved otherwise than in
 * an empty setup, besides those words themselves.
 */
export function standsFor(draft: SetupDraft): StandsFor[] {
  const [usual, given] = [{}, draft].map((each) => resolvedLeaves(each));
  const said = new Set(leavesOf(draft).keys());
  return [...new Set([...usual.keys(), ...given.keys()])].flatMap((key) => {
    const [otherwise, value] = [usual.get(key), given.get(key)].map(valueWord);
    return value === otherwise || said.has(key) ? [] : [{ key, value, otherwise }];
  });
}

/** The values of a setup with every default filled in, by `section.key`. */
export const resolvedLeaves = (draft: SetupDraft): ReadonlyMap<string, unknown> => leavesOf({ ...setupOf(draft) });

function leavesOf(draft: object): ReadonlyMap<string, unknown> {
  const leaves = new Map<string, unknown>();
  for (const [section, content] of Object.entries(draft) as [string, unknown][]) {
    if (typeof content !== 'object' || content === null) leaves.set(section, content);
    else for (const [key, value] of Object.entries(content)) leaves.set(`${section}.${key}`, value);
  }
  return leaves;
}

/** A value as people write it. */
export function valueWord(value: unknown): string {
  if (value === LONG_MAX || value === INT_MAX) return 'no limit';
  if (value === undefined || value === null) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
