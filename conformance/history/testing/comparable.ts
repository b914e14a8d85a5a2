import type { Case } from '../findings.ts';

/** Circles are compared by name and number alone: which one is shown is free. */
const CIRCLES = /^G0|^G1c|-cycle-exists$/;

/** Cases as they can be compared: in any order, and sets sorted. */
export function comparable(name: string, cases: readonly Case[]): unknown {
  if (CIRCLES.test(name)) return cases.length;
  return cases.map((found) => canonical(sorted(name, found))).sort();
}

/** The same of what a label has: a list of cases, or one; operations as `{"@op": index}`. */
export function labelled(name: string, errors: unknown): unknown {
  const cases = (Array.isArray(errors) ? errors : [errors]) as readonly Case[];
  return comparable(
    name,
    cases.map((found) => withoutOps(found) as Case),
  );
}

function sorted(name: string, found: Case): Case {
  if (name === 'inconsistent-offsets') return { ...found, values: byText(found.values) };
  if (name !== 'unseen') return found;
  const messages = Object.entries(found.messages as Record<string, unknown>);
  return { ...found, messages: Object.fromEntries(messages.map(([key, values]) => [key, byText(values)])) };
}

const byText = (values: unknown): string[] => (values as readonly unknown[]).map((value) => canonical(value)).sort();

function withoutOps(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOps);
  if (typeof value !== 'object' || value === null) return value;
  if ('@op' in value) return value['@op'];
  return Object.fromEntries(Object.entries(value).map(([field, each]) => [field, withoutOps(each)]));
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}
