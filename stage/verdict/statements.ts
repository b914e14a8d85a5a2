import type { Ledger, Outcome } from '../ledger.ts';

/** Of functions that are called with SQL, by their names: the tables into which they write when nothing goes wrong. */
export type Statements = ReadonlyMap<string, ReadonlySet<string>>;

/** What is between two words of a statement, as a call is told: a line may end there. */
const SPACE = String.raw`(?:\s|\\n|['"\x60]\s*\+\s*['"\x60])+`;
/** How a call begins that writes by SQL: `[ 'INSERT INTO orders (id) …`. */
const STATEMENT = new RegExp(
  String.raw`^\[\s*['"\x60]${SPACE.replace(/\+$/, '*')}((?:insert|merge|replace)${SPACE}into|delete${SPACE}from|update)${SPACE}(?:only${SPACE})?([\w."]+)`,
  'i',
);
const SPACES = new RegExp(SPACE, 'g');

/** By the run without faults. A function that does anything else besides is none of them. */
export function statementsOf({ outcomes }: Pick<Ledger, 'outcomes'>): Statements {
  const all = new Map<string, Set<string>>();
  const others = new Set<string>();
  for (const one of outcomes.filter(({ records }) => records.length > 0)) {
    const statement = statementOf(one);
    if (statement === undefined) others.add(one.what);
    else all.set(one.what, (all.get(one.what) ?? new Set()).add(statement.table));
  }
  return new Map([...all].filter(([what]) => !others.has(what)));
}

/**
 * A statement of a function into a table where it writes nothing when nothing goes wrong: `UPDATE failures`, in place of `INSERT INTO orders`. It is
 * another outcome than what is expected by that name. One into the same table is not, whatever it does there: what is there already may be
 * raised by the same once more.
 */
export function otherStatement(outcome: Outcome, statements: Statements): string | undefined {
  const known = statements.get(outcome.what);
  const statement = known && statementOf(outcome);
  return statement === undefined || known?.has(statement.table) ? undefined : statement.words;
}

/** What a call with SQL writes, such as `INSERT INTO orders`; undefined of any other. */
export const statementIn = (content: string): string | undefined => statementOf({ content })?.words;

/** Its words are `INSERT INTO orders`. */
function statementOf({
  content = '',
}: Pick<Outcome, 'content'>): { readonly words: string; readonly table: string } | undefined {
  const [, verb, table] = STATEMENT.exec(content) ?? [];
  return verb === undefined
    ? undefined
    : { words: `${verb.replace(SPACES, ' ').toUpperCase()} ${table}`, table: table.toLowerCase() };
}
