import type { ScheduleStep } from '../reports/documents/verdict.ts';

/**
 * A step of a schedule file as it is spelled today.
 *
 * Files written before each meaning had an action type of its own tell some steps apart by their fields: the loss of a
 * response to an offset commit is a `response.lost` that names a member. Any other step is given back as it is.
 */
export function respelled(step: ScheduleStep): ScheduleStep {
  const has = (field: string): boolean => Object.hasOwn(step, field);
  switch (step.type) {
    case 'response.lost':
      if (has('member')) return { ...step, type: 'offset-commit-response.lost' };
      return has('commit') ? { ...step, type: 'end-transaction-response.lost' } : step;
    case 'connection.lost':
      if (has('expired')) return without('expired', { ...step, type: 'batches.expired' });
      return has('commit') ? { ...step, type: 'end-transaction.delayed' } : step;
    case 'leader.moved':
      return has('member') ? { ...step, type: 'coordinator.moved' } : step;
    case 'consumer.poll':
      return has('torn') ? without('torn', { ...step, type: 'consumer.poll-across-high-watermark' }) : step;
    default:
      return step;
  }
}

function without(field: string, step: ScheduleStep): ScheduleStep {
  const { type, ...others } = step;
  return { type, ...Object.fromEntries(Object.entries(others).filter(([name]) => name !== field)) };
}
