import { Problem } from '../reports/problem.ts';

/** What is wrong with what the bench was given, so that it cannot measure: where, why, and what to do about it. */
export class BenchError extends Problem {
  override readonly name = 'BenchError';
}
