import type { ActionOf } from '../../../model/action.ts';
import { presumedLeader } from '../../../model/broker/reachability.ts';
import { range } from '../../../model/sets.ts';
import { API } from '../../../wire/api-keys.ts';
import { readerConfig } from '../../actors/client-config.ts';
import { DownstreamReader } from '../../testbed/downstream-reader.ts';
import { HOME } from '../../lab/listeners.ts';
import { kafkaName, READER } from '../../names.ts';
import { pollRecords } from '../../actors/record-polls.ts';
import { startProcess } from '../../actors/start-clients.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import type { Move } from '../move.ts';

/** The reader's process is started when it is first needed. */
export const downstreamPoll: Move<ActionOf<'downstream.poll'>> = async (testbed, { action, before, after }) => {
  const { partition } = action;
  const { world, names } = testbed;
  testbed.reader ??= await startReader(testbed);
  const { read, positions } = testbed.reader;
  const of = names.partition(partition);
  const leader = presumedLeader(world, before, partition);
  testbed.answersMetadata(READER, leader);
  await testbed.client(READER).call('consumer.leader', { name: READER, ...of, leader, timeoutMs: 15_000 });
  testbed.answersMetadata(READER, HOME);
  const output = partition - world.inputs;
  const records = await pollRecords(testbed, READER, {
    partitions: [kafkaName(of)],
    isOver: (_, told) => {
      positions[output] = told[kafkaName(of)] ?? 0;
      return positions[output] === after.downstream[output];
    },
  });
  read[output].push(...records);
};

async function startReader(testbed: Testbed): Promise<DownstreamReader> {
  const { world, names, gate } = testbed;
  gate.hold({ api: API.Fetch, clientId: READER, direction: 'request' });
  const client = await startProcess(testbed, READER);
  const partitions = range(world.outputs).map((output) => kafkaName(names.partition(world.inputs + output)));
  await client.call('consumer.create', { name: READER, config: readerConfig(testbed) });
  await client.call('consumer.assign', { name: READER, partitions });
  await client.call('consumer.pause', { name: READER, partitions });
  return new DownstreamReader(world.outputs);
}
