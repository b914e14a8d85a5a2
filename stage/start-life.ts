import { atOnce } from './process/at-once.ts';
import { effectFunction } from './process/calls/effect-function.ts';
import { evaluate } from './process/evaluate.ts';
import { fetchOf } from './process/calls/fetch.ts';
import type { Life } from './process/time/life.ts';
import type { Outside } from './process/bundle/outside-of-trial.ts';
import type { Prepared } from './process/prepare.ts';
import type { Refused } from './process/refused.ts';
import type { Scheduler } from './process/time/scheduler.ts';
import { timerMoments } from './process/timer-moments.ts';
import { Timers } from './process/time/timers.ts';
import { type UnsetVariables, watched } from './process/unset-variables.ts';
import { type Env, isCommand } from './trial.ts';
import type { WiredStage } from './wired-stage.ts';

/** Where a life takes place. */
export interface Place {
  readonly prepared: Prepared;
  readonly outside: Outside;
  readonly scheduler: Scheduler;
  readonly wired: WiredStage;
  readonly refused: Refused;
  readonly unset: UnsetVariables;
  readonly looksAtLines: boolean;
  /** What is done later on behalf of what is at work now; where whose it is is not looked at, it is done as it is. */
  readonly putOff?: (run: () => void) => () => void;
}

/** Loads a program's modules into a life of a process, and starts it. */
export function startLife(
  life: Life,
  { prepared, outside, scheduler, wired, refused, unset, looksAtLines, putOff = (run) => run }: Place,
): void {
  const { compiled, program, lines, trial } = prepared;
  const { stage, effects, wires, times } = wired;
  const { refuse, withhold } = refused;
  const timers = new Timers(scheduler, life, timerMoments(stage, times));
  life.keeps.push(() => timers.size);
  life.isDueBy = (time, since) => timers.isDueBy(time, since);
  life.onStir.push(() => timers.wake());
  const effect: Env['effect'] = (name, how) => effectFunction(effects, life, name, refuse, how);
  evaluate(compiled, {
    life,
    timers,
    carrier: wires.carrierOf(refuse),
    env: looksAtLines ? watched(trial.env ?? {}, (name) => unset.isMissed(name)) : { ...trial.env },
    argv: ['node', program.file],
    refuse,
    withhold,
    print(fd, text) {
      stage.story.print(life, fd, text);
      if (fd === 2 && looksAtLines) life.complaint = lines.of(text) ?? life.complaint;
    },
    resolved(topic, partition, offset) {
      const line = stage.line();
      if (looksAtLines) wired.resolved(life, { topic, partition, offset: Number(offset) + 1 }, line);
    },
    handled(handler, topic, partition, offset) {
      if (looksAtLines) wired.handled(life, { topic, partition, offset: Number(offset) + 1 }, lines.ofHandler(handler));
    },
    skipped: prepared.skipped ?? (() => {}),
    kept: putOff,
    fetch: fetchOf((...call) => effects.call(life, ...call), outside.fetch && atOnce('fetch()', outside.fetch, refuse)),
    effects(path, real) {
      try {
        return outside.effects.replaced(path, real, effect);
      } catch (error) {
        return refused.end(error);
      }
    },
  })
    .then((fresh) => {
      if (isCommand(fresh)) return;
      const asFirst = wired.answers.inLife();
      const begun = scheduler.events;
      // What is made later, at a call perhaps, may answer by what it was made with.
      const isStarting = (): boolean => scheduler.events === begun;
      return fresh.start({
        slot: life.process,
        effect: (name, how) => effect(name, isStarting() ? asFirst(name, how) : how),
      });
    })
    .catch((error) => life.threw(error));
}
