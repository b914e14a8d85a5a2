import type { ConformRequest } from './conform-request.ts';
import { OWN_RULES } from './own-cluster/own-rules.ts';
import { LAB_RULES, type RulesOfPlay } from './schedules/rules-of-play.ts';

/** What schedules are played by on these brokers: ours, or somebody else's. */
export const rulesFor = (brokers: ConformRequest['brokers']): RulesOfPlay =>
  'addresses' in brokers ? OWN_RULES : LAB_RULES;
