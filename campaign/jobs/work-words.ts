import { isRandom, type Work } from './job.ts';
import { faultsText } from '../../judging/searches/fault-choices.ts';

/** What a job does, in words. */
export function workWords(work: Work): string {
  if (isRandom(work)) {
    const runs = work.method === 'walk' ? 'random runs' : 'runs of random commands';
    return `${runs} ${work.first} to ${work.first + work.runs - 1} of seed ${work.seed}`;
  }
  if (work.method === 'hazard') return `${work.id} and its control`;
  if (work.method === 'corpus') return `the ${work.entries.length} of the corpus`;
  return work.part === undefined ? 'the whole scope' : `the part of the scope with faults ${faultsText(work.part)}`;
}
