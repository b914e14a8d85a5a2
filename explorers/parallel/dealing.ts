/** States that are dealt to a worker in a row: neighbours have much in common, which makes their fingerprints cheap. */
const dealtAtOnce = 32;

/**
 * Which of so many states one of the workers gets: boustrophedon dealing, from the first worker to the last and back, for
 * of what neighbours both lead to, the first takes all.
 */
export function dealt(states: number, worker: number, workers: number): number[] {
  const indices: number[] = [];
  for (let index = 0; index < states; index += 1) {
    const turn = Math.floor(index / dealtAtOnce) % (2 * workers);
    if (turn === worker || turn === 2 * workers - 1 - worker) indices.push(index);
  }
  return indices;
}
