/** Where a part of a state stands: names and indices, from the outermost in. */
export type Path = readonly (string | number)[];

/** How deep a part lies that is looked at alone: `producers`, the first of them, what it has in flight. */
const depthMax = 3;

/**
 * What is missing in a state for something that is so in another: parts of which none is there for nothing, and which
 * suffice, put into `here` as they are `there`. Null where it is not so even with all that is otherwise put in.
 *
 * @param isSo asked of states that are put together, too, which no rule was written for.
 */
export function missingParts<State extends object>(
  here: State,
  there: State,
  isSo: (state: State) => boolean,
): Path[] | null {
  let parts = differences(here, there, depthMax);
  const suffice = (some: readonly Path[]): boolean => {
    try {
      return isSo(some.reduce((state, path) => withPart(state, there, path), here));
    } catch {
      return false;
    }
  };
  if (!suffice(parts)) return null;
  // From the end on, so that what is kept of two that would do is the one that stands first in a state.
  for (const part of [...parts].reverse()) {
    const others = parts.filter((other) => other !== part);
    if (suffice(others)) parts = others;
  }
  return parts;
}

function differences(here: unknown, there: unknown, depth: number): Path[] {
  if (here === there || JSON.stringify(here) === JSON.stringify(there)) return [];
  const [ones, others] = [entriesOf(here), entriesOf(there)];
  if (depth === 0 || ones === null || others === null || ones.size !== others.size) return [[]];
  return [...ones].flatMap(([key, one]) =>
    differences(one, others.get(key), depth - 1).map((path): Path => [key, ...path]),
  );
}

function entriesOf(value: unknown): ReadonlyMap<string | number, unknown> | null {
  if (Array.isArray(value)) return new Map<string | number, unknown>(value.entries());
  return typeof value === 'object' && value !== null ? new Map<string | number, unknown>(Object.entries(value)) : null;
}

/** `here` with the part at `path` as it is `there`. */
function withPart<State extends object>(here: State, there: State, path: Path): State {
  const replaced = (one: unknown, other: unknown, [key, ...rest]: Path): unknown => {
    if (key === undefined) return other;
    const [ones, others] = [entriesOf(one), entriesOf(other)];
    const part = replaced(ones?.get(key), others?.get(key), rest);
    return Array.isArray(one)
      ? one.map((element: unknown, index) => (index === key ? part : element))
      : { ...(one as object), [key]: part };
  };
  // A part is replaced by one of the same kind.
  return replaced(here, there, path) as State;
}
