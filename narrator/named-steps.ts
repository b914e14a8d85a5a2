/** The numbers of the steps that a summary names: `step 7`, `steps 3 and 9`, `steps 1, 4 and 6`. */
export function namedSteps(summary: string): number[] {
  const named = [...summary.matchAll(/\bsteps? (\d+(?:(?:, | and )\d+)*)/g)].flatMap(([, numbers]) =>
    (numbers.match(/\d+/g) ?? []).map(Number),
  );
  return [...new Set(named)].sort((a, b) => a - b);
}
