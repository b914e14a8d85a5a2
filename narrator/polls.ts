import type { Action, ActionOf } from '../model/action.ts';

type Poll = ActionOf<'consumer.poll'> | ActionOf<'consumer.poll-across-high-watermark'>;

/** Whether a member calls poll(), however its fetch ends. */
export const isPoll = (action: Action): action is Poll =>
  action.type === 'consumer.poll' || action.type === 'consumer.poll-across-high-watermark';
