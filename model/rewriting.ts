import { asking, type Ask } from './query.ts';

/** What a state is rewritten to where it applies, part by part, so that each part is made of what it needs alone. */
export interface Rewriting<State> {
  readonly applies: (ask: Ask<State>) => boolean;
  readonly parts: readonly RewrittenPart<State>[];
}

/** A part of a state, and what it becomes: a function of the state before all of them. */
export interface RewrittenPart<State> {
  /** Where it is: keys of objects and indices of lists, as in `replicas`, 0, `log`. */
  readonly path: readonly (string | number)[];
  readonly of: (state: State) => unknown;
}

/** The state after all rewritings that apply, one after the other. */
export function rewritten<State>(state: State, rewritings: readonly Rewriting<State>[]): State {
  let after = state;
  for (const { applies, parts } of rewritings) if (applies(asking(after))) after = withParts(after, parts);
  return after;
}

/** The state with every part rewritten. */
export const withParts = <State>(state: State, parts: readonly RewrittenPart<State>[]): State =>
  parts.reduce<State>((after, { path, of }) => withPart(after, path, 0, of(state)) as State, state);

function withPart(whole: unknown, path: RewrittenPart<unknown>['path'], depth: number, part: unknown): unknown {
  if (depth === path.length) return part;
  const key = path[depth];
  const inner = withPart(Reflect.get(whole as object, key), path, depth + 1, part);
  if (!Array.isArray(whole)) return { ...(whole as object), [key]: inner };
  const copy: unknown[] = whole.slice();
  copy[key as number] = inner;
  return copy;
}
