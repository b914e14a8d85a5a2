import { expect, test } from 'vitest';
import { replay } from '../../explorers/replay.ts';
import type { Action } from '../../model/action.ts';
import { small } from '../../model/testing/story.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { clusterTrial } from '../../properties/trial.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { reasonOf } from './reason.ts';

const trialOf = (draft: SetupDraft) => clusterTrial(setupOf(small(draft)));
const sent: Action = { type: 'producer.send', producer: 0, broker: 0 };
const handled: Action = { type: 'broker.produce', producer: 0, broker: 0 };
const crash: Action = { type: 'broker.crash', broker: 0 };

test('what cannot happen is explained by what is otherwise where it happened, and by nothing else', () => {
  const trial = trialOf({ faults: { 'broker.crash': 1 } });
  const { machine } = trial;
  const [there] = replay(machine, [sent]).slice(-1);
  expect(reasonOf(trial, handled, machine.init, there.after)).toBe('producer 0 waits for no answer');
  const [down] = replay(machine, [crash]).slice(-1);
  expect(reasonOf(trial, handled, down.after, there.after)).toBe(
    'broker 0 is down, and producer 0 waits for no answer',
  );
});

test('a step that the setup has not, and one that it forbids in any state', () => {
  const faulty = trialOf({ faults: { 'broker.crash': 1 } }).machine.init;
  const calm = trialOf({});
  expect(reasonOf(calm, crash, calm.machine.init, faulty)).toBe('the changed setup has no such step');
  const trial = trialOf({ faults: { 'broker.crash': 1 } });
  const { machine } = trial;
  expect(reasonOf(trial, handled, machine.init, machine.init)).toBe('the changed setup does not allow it');
});
