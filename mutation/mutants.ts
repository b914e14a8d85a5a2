import { edited, type Mutant } from './mutant.ts';
import { operators } from './operators/index.ts';
import { type Node, parsed, visits } from './syntax.ts';

/**
 * Every mutant of a file, in the order of its text. Of two that come to the same text only the first is kept; what only
 * words a failure (`throw`, and what is given to an error) is left as it is.
 */
export function mutantsOf(path: string, text: string): readonly Mutant[] {
  const mutants: Mutant[] = [];
  const known = new Set([text]);
  for (const visit of visits(parsed(path, text))) {
    if ([...visit.parents, visit.node].some(isFailure)) continue;
    for (const { name, edits } of operators) {
      for (const edit of edits({ ...visit, text })) {
        const result = edited(text, { ...edit, isExpression: false });
        if (known.has(result)) continue;
        known.add(result);
        mutants.push({ path, operator: name, ...edit, before: text.slice(edit.start, edit.end), ...place(text, edit) });
      }
    }
  }
  return mutants;
}

const isFailure = (node: Node): boolean =>
  node.type === 'ThrowStatement' ||
  (node.type === 'NewExpression' && node.callee.type === 'Identifier' && node.callee.name.endsWith('Error'));

function place(text: string, { start }: { readonly start: number }): Pick<Mutant, 'line' | 'column' | 'lineText'> {
  const begin = text.lastIndexOf('\n', start - 1) + 1;
  const end = text.indexOf('\n', start);
  return {
    line: text.slice(0, start).split('\n').length,
    column: start - begin + 1,
    lineText: text.slice(begin, end < 0 ? text.length : end).trim(),
  };
}
