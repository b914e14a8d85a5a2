import type { Action } from '../../model/action.ts';
import { groupEffects } from './effects-group.ts';
import { incidentEffects } from './effects-incident.ts';
import { leadershipEffects } from './effects-leadership.ts';
import { ledgerEffects } from './effects-ledger.ts';
import { logEffects } from './effects-log.ts';
import { memberEffects } from './effects-member.ts';
import { outcomeEffects } from './effects-outcome.ts';
import { producerEffects } from './effects-producer.ts';
import { refusalEffects } from './effects-refusal.ts';
import { requestEffects } from './effects-request.ts';
import { transactionEffects } from './effects-transaction.ts';
import { watermarkEffects } from './effects-watermark.ts';
import type { Moment } from '../moment.ts';

/** What a step changed, as far as it matters to a user of Kafka: in the order in which one thing leads to the next. */
export function effectsOf(moment: Moment, action: Action): string[] {
  return [
    ...leadershipEffects(moment, action),
    ...logEffects(moment, action),
    ...watermarkEffects(moment),
    ...transactionEffects(moment, action),
    ...requestEffects(moment, action),
    ...outcomeEffects(moment),
    ...refusalEffects(moment, action),
    ...groupEffects(moment, action),
    ...memberEffects(moment, action),
    ...producerEffects(moment, action),
    ...ledgerEffects(moment, action),
    ...incidentEffects(moment),
  ];
}
