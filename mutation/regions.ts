import { type Node, parsed, visits, type Visit } from './syntax.ts';

/** A part of a file that runs as a whole once it is entered, but for the regions in it. */
interface Region {
  readonly start: number;
  readonly end: number;
  /** An expression is wrapped, statements get one before them. */
  readonly isExpression: boolean;
}

/** The name under which a probe finds the array of what was reached. */
export const REACHED = 'kafkaTrialRegionsReached';

/** Regions of all files together. */
export const REGIONS_MAX = 1 << 17;

/** A file with probes, and which region a place of its text lies in. */
export interface Instrumented {
  readonly text: string;
  readonly regions: number;
  /** The number of the innermost region around a place. */
  readonly regionAt: (position: number) => number;
}

/**
 * Puts a probe where a region begins: the file, the body of a function, a branch, the right side of `&&`, `||`, `??`.
 *
 * @param first the number of the file's first region.
 */
export function instrumented(path: string, text: string, first: number): Instrumented {
  const file = { start: 0, end: text.length + 1, isExpression: false };
  const regions = [file, ...regionsOf(parsed(path, text))];
  const probe = (index: number): string => `${REACHED}[${first + index}]=1`;
  const opening = regions.map(({ start, isExpression }, index) => ({
    at: start,
    insert: isExpression ? `(${probe(index)},` : `${probe(index)};`,
  }));
  const closing = regions.filter(({ isExpression }) => isExpression).map(({ end }) => ({ at: end, insert: ')' }));
  // Where one ends and another begins at the same place, the end comes first.
  const inserts = [...closing, ...opening].sort((a, b) => a.at - b.at);
  // By a name of the file's own, which is quicker than one of the whole program.
  let result = `const ${REACHED}=globalThis.${REACHED};`;
  let at = 0;
  for (const { at: next, insert } of inserts) {
    result += text.slice(at, next) + insert;
    at = next;
  }
  return {
    text: result + text.slice(at),
    regions: regions.length,
    regionAt: (position) => first + regions.findLastIndex(({ start, end }) => start <= position && position < end),
  };
}

/** In the order of the text, the outer before the inner. */
function regionsOf(program: Node): Region[] {
  const regions: Region[] = [];
  for (const visit of visits(program)) {
    const { node } = visit;
    if (node.type === 'BlockStatement') regions.push({ start: node.start + 1, end: node.end, isExpression: false });
    else if (isBranch(visit)) regions.push({ start: node.start, end: node.end, isExpression: true });
  }
  return regions;
}

function isBranch({ node, parents }: Visit): boolean {
  const parent = parents[parents.length - 1];
  if (parent?.type === 'ArrowFunctionExpression') return parent.body === node;
  if (parent?.type === 'ConditionalExpression') return parent.test !== node;
  return parent?.type === 'LogicalExpression' && parent.right === node;
}
