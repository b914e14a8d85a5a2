import { expect, it } from 'vitest';
import { factsOf, type CommandFacts } from '../thread/trial-facts.ts';
import { localHost } from '../testing/local-host.ts';
import { openCommand } from './open-command.ts';

it('a command has its records in several topics, bytes and tombstones among them, at whatever fraction of a millisecond it begins', async () => {
  const command = ['sh', '-c', 'echo no module >&2; exit 3'];
  const bytes = (id: string): Uint8Array => Buffer.concat([Buffer.from([0, 255]), Buffer.from(id)]);
  const input = [
    { topic: 'orders', value: bytes },
    { topic: 'payments', value: () => null },
  ] as const;
  const facts = factsOf({ command, input, restMs: 200 });
  const local = await localHost();
  const openHost = () => Promise.resolve({ ...local, now: () => local.now() + 0.5 });
  const how = { name: 'x.trial.ts', file: import.meta.filename, threads: 1, openHost };
  const { runners, close } = await openCommand(facts, facts.command as CommandFacts, how);
  // It has come as far as its processes.
  await expect(runners[0]({ seed: 's', deviations: [] })).rejects.toThrow('ended with 3: no module');
  await close();
}, 60_000);
