import type { Edit } from '../mutant.ts';
import type { Node, Visit } from '../syntax.ts';

/** A node that may be mutated, with the text of its file. */
export interface Site extends Visit {
  readonly text: string;
}

/** A kind of small mistake. */
export interface Operator {
  readonly name: string;
  /** Its mutants of this node alone, not of the parts of it. */
  readonly edits: (site: Site) => readonly Edit[];
}

/** An expression in the place of a node. */
export const instead = ({ start, end }: Node, after: string): Edit => ({ start, end, after, isExpression: true });

/** A word or nothing in the place of a node. */
export const overwritten = ({ start, end }: Pick<Node, 'start' | 'end'>, after: string): Edit => ({
  start,
  end,
  after,
  isExpression: false,
});

export const sourceOf = (text: string, { start, end }: Node): string => text.slice(start, end);

/** The text of a binary expression with another operator. */
export function swapped(
  text: string,
  node: Node,
  { left, right, operator }: { readonly left: Node; readonly right: Node; readonly operator: string },
  other: string,
): Edit {
  const at = text.indexOf(operator, left.end);
  if (at < 0 || at >= right.start) throw new Error(`no ${operator} between the operands of ${sourceOf(text, node)}`);
  return instead(node, `${text.slice(node.start, at)}${other}${text.slice(at + operator.length, node.end)}`);
}

/** Whether an expression is true or false, as far as its form says. */
export function isCondition(node: Node): boolean {
  if (node.type === 'BinaryExpression') return /^(?:[<>]=?|[!=]==?|in|instanceof)$/.test(node.operator);
  if (node.type === 'LogicalExpression') return node.operator !== '??' && isCondition(node.right);
  if (node.type === 'UnaryExpression') return node.operator === '!';
  return /^(?:some|every|includes|has|startsWith|endsWith)$/.test(nameOfCallee(node));
}

/** The name under which a function or method is called; empty where there is none. */
export function nameOfCallee(node: Node): string {
  if (node.type !== 'CallExpression') return '';
  const { callee } = node;
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : '';
}
