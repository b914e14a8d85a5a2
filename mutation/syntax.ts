import { type ESTree, parseSync } from 'vite';

export type Node = ESTree.Node;

/** A node and those around it. */
export interface Visit {
  readonly node: Node;
  /** Those around it, the outermost first. */
  readonly parents: readonly Node[];
}

/** The syntax tree of a TypeScript file; parentheses are no nodes of their own. Throws where it does not parse. */
export function parsed(path: string, text: string): Node {
  const { program, errors } = parseSync(path, text, { lang: 'ts', sourceType: 'module', preserveParens: false });
  if (errors.length > 0) throw new SyntaxError(`${path}: ${errors[0].message}`);
  return program;
}

/** Everything that runs, in the order of the text, a node before its parts: no types, no imports. */
export function* visits(node: Node, parents: readonly Node[] = []): Generator<Visit> {
  yield { node, parents };
  const around = [...parents, node];
  for (const child of childrenOf(node)) yield* visits(child, around);
}

/** The parts of a node that run, in the order of the text. */
function childrenOf(node: Node): Node[] {
  return Object.values(node)
    .flat()
    .filter((value): value is Node => isNode(value) && runs(value));
}

/** What TypeScript wraps around an expression; every other node of its own goes when it is compiled. */
const wrappers = new Set(['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression']);

const runs = ({ type }: Node): boolean =>
  type !== 'ImportDeclaration' && (!type.startsWith('TS') || wrappers.has(type));

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value;
