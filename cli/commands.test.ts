import { Command } from 'commander';
import { expect, it } from 'vitest';
import { addCommands } from './commands.ts';
import { fakeIo, fakeJudging } from './testing/fake.ts';

async function commandsFor(...argv: string[]): Promise<string[]> {
  const program = new Command();
  const unasked = (): never => {
    throw new Error('nothing is run');
  };
  const io = fakeIo();
  await addCommands(
    program,
    argv,
    { io, judging: fakeJudging(), load: unasked, conform: unasked, openTrial: unasked },
    unasked,
  );
  return program.commands.map((command) => command.name());
}

it('a command that is asked for is loaded alone', async () => {
  expect(await commandsFor('explore', 'alo')).toEqual(['explore']);
});

it('the version is told without any', async () => {
  expect(await commandsFor('--version')).toEqual([]);
  expect(await commandsFor('-V')).toEqual([]);
});

it('help, and a word that is no command, look at all commands', async () => {
  const all = await commandsFor('--help');
  expect(all).toHaveLength(10);
  expect(await commandsFor('verfy')).toEqual(all);
  expect(await commandsFor('constructor')).toEqual(all);
  expect(await commandsFor()).toEqual(all);
});
