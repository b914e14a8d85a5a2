import type { Fault } from '../deviation.ts';
import type { BrokerTimes } from './network/broker-times.ts';
import { type Stage, stallsOf } from './stage.ts';
import type { TimerGate } from './time/timers.ts';

/** The moments at which a timer of the user's own fires: its process may end there, or stand still. */
export function timerMoments(stage: Stage, times: BrokerTimes): TimerGate {
  const faults = (): readonly Fault[] => [
    { kind: 'consumer.crash' },
    { kind: 'terminate' },
    ...stallsOf(times.running),
  ];
  return (life, delayMs, fire) => {
    stage.meet({ kind: 'timer', what: `${delayMs} ms`, life, faults });
    if (life.isStalled) stage.time.schedule(0, life, fire);
    else if (!life.isOver) fire();
  };
}
