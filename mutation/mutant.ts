/** A small change to a text: what stands from `start` to `end` gives way to `after`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly after: string;
  /** Whether `after` is an expression in the place of one, which may need parentheses there. */
  readonly isExpression: boolean;
}

/** One edit of one file, which some test should notice. */
export interface Mutant extends Edit {
  /** From the root of the tree, with slashes. */
  readonly path: string;
  readonly operator: string;
  /** What stood there. */
  readonly before: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** The line on which it begins, without the blanks around it: its place by content. */
  readonly lineText: string;
}

/** The text of a file with an edit made. */
export function edited(text: string, { start, end, after, isExpression }: Edit): string {
  return `${text.slice(0, start)}${isExpression ? `(${after})` : after}${text.slice(end)}`;
}

/** `path:line:column operator: before → after`, on one line. */
export function mutantText({ path, line, column, operator, before, after }: Mutant): string {
  return `${path}:${line}:${column} ${operator}: ${onOneLine(before)} → ${onOneLine(after) || '(nothing)'}`;
}

/** White space as it counts where nobody breaks lines. */
export const onOneLine = (text: string): string => text.trim().replace(/\s+/g, ' ');
