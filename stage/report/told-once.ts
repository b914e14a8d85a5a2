import type { TraceStep } from '../run-result.ts';

/** So many lives of a process that go alike are told. */
const LIVES_TOLD = 2;

/** What is another in each life, though it goes as the one before. */
const OTHERWISE = / again$|(?<=in generation )\d+/;

type Courses = ReadonlyMap<string, string>;

const nameOf = (process: number | undefined, incarnation = 0): string => `${process}/${incarnation}`;

/** How each life went. */
function coursesOf(trace: readonly TraceStep[]): Courses {
  const courses = new Map<string, string>();
  for (const { process, incarnation, text, line } of trace) {
    const name = nameOf(process, incarnation);
    const step = `${text.replace(OTHERWISE, '')} ${line === undefined ? '' : `${line.file}:${line.line}`}`;
    courses.set(name, `${courses.get(name) ?? ''}${step}\n`);
  }
  return courses;
}

/** How many lives in a row go as this one does, before it or after it. */
function alike(courses: Courses, process: number, incarnation: number, step: 1 | -1): number {
  const course = courses.get(nameOf(process, incarnation));
  let lives = 0;
  while (courses.get(nameOf(process, incarnation + step * (lives + 1))) === course) lives += 1;
  return lives;
}

/**
 * A story in which lives of a process that go alike are told twice, and the others in one line, as those in which it throws at the same record
 * again and again; and what brokers do again meanwhile, once.
 */
export function toldOnce(trace: readonly TraceStep[]): readonly TraceStep[] {
  const courses = coursesOf(trace);
  const summed = new Set<string>();
  const told: TraceStep[] = [];
  for (const step of trace) {
    const { process, incarnation = 0, time, text } = step;
    const last = told[told.length - 1];
    if (process === undefined) {
      if (summed.size === 0 || last?.text !== text) told.push(step);
      continue;
    }
    const before = alike(courses, process, incarnation, -1);
    if (before < LIVES_TOLD) told.push(step);
    else if (before === LIVES_TOLD && !summed.has(nameOf(process, incarnation))) {
      summed.add(nameOf(process, incarnation));
      told.push({ time, process, text: sumOf(incarnation, alike(courses, process, incarnation, 1)) });
    }
  }
  return told;
}

/** Lives are counted from 1. */
const sumOf = (first: number, more: number): string =>
  `goes the same way in ${more === 0 ? `life ${first + 1}` : `lives ${first + 1} to ${first + 1 + more}`}`;
