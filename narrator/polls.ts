import type { Action, ActionOf } from '../model/action.ts';

type Poll = ActionOf<'consumer.poll' | 'consumer.poll-prefix' | 'consumer.poll-across-high-watermark'>;

const POLLS: ReadonlySet<Action['type']> = new Set<Poll['type']>([
  'consumer.poll',
  'consumer.poll-prefix',
  'consumer.poll-across-high-watermark',
]);

/** Whether a member calls poll(), however its fetch ends. */
export const isPoll = (action: Action): action is Poll => POLLS.has(action.type);
