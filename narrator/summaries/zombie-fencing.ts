import type { ZombieWitness } from '../../properties/guarantees/zombie-fencing.ts';
import type { Story } from '../story.ts';
import { wronglyReturned } from '../wrongly-returned.ts';

/** What was read, and who had written it. */
export const zombieSummary = (story: Story, { incident }: ZombieWitness): string | null =>
  wronglyReturned(story, incident);
