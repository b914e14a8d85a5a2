import type { ActionOf } from '../../../model/action.ts';
import { handled } from '../../../model/application/handler-failed.ts';
import type { ClusterState } from '../../../model/state.ts';
import { groupOf } from '../../../model/world.ts';
import { ERROR_CODES } from '../../../wire/error-codes.ts';
import type { Frame, Matcher } from '../../../wire/frame.ts';
import { produceApi } from '../../../wire/messages/produce.ts';
import { LETTERS, lettersIn, writesLetters } from '../../actors/letters.ts';
import { clientOf } from '../../actors/member-control.ts';
import { letterId, letterOf } from '../../names.ts';
import { hears } from '../../actors/start-clients.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import type { Move } from '../move.ts';
import { UnplayableError } from '../../testbed/unplayable-error.ts';
import { valuesOf } from '../../actors/producer-frames.ts';
import { seekBack } from './rewind.ts';

const lettersOf = (member: number): Matcher => ({ ...LETTERS, clientId: letterId(member) });

/** The loop sends the record that its handler has failed on, and the letter waits at the gate. */
export async function sendLetter(testbed: Testbed, member: number, { members }: ClusterState): Promise<void> {
  const { world } = testbed;
  if (!writesLetters(world))
    throw new UnplayableError('the loops of the harness write no dead letters in a transaction');
  await send(testbed, member, letterOf(groupOf(world, member), handled(members[member]).value));
}

async function send(testbed: Testbed, member: number, letter: string): Promise<void> {
  const { gate, names } = testbed;
  const { length } = gate.frames(lettersOf(member));
  await clientOf(testbed, member).call('producer.send', {
    name: letterId(member),
    tag: letter,
    topic: names.home,
    partition: 0,
    key: null,
    value: letter,
  });
  await testbed.until(`a ${letter}`, () => gate.frames(lettersOf(member)).length > length);
}

const oldest = (testbed: Testbed, member: number): Promise<Frame> =>
  testbed.held(`a dead letter of member ${member}`, lettersOf(member));

export const deadLetter: Move<ActionOf<'consumer.dead-letter'>> = async (testbed, { action: { member } }) => {
  const letter = await oldest(testbed, member);
  const { length } = await lettersIn(testbed);
  testbed.gate.pass(letter);
  await testbed.poll('the dead-letter topic to have it', async () => (await lettersIn(testbed)).length > length);
};

/** The gate answers in the topic's place: what it refuses is a matter of its configuration. */
export const deadLetterRefused: Move<ActionOf<'dead-letter.refused'>> = async (testbed, { action, before, after }) => {
  const { member } = action;
  const frame = await oldest(testbed, member);
  const [letter] = valuesOf(frame);
  const heard = hears(clientOf(testbed, member), letter);
  testbed.gate.answer(frame, refusal(frame));
  await testbed.within(`member ${member} to hear of its ${letter}`, heard);
  if (testbed.world.resends) await send(testbed, member, letter);
  else await seekBack(testbed, member, before, after);
};

function refusal({ payload, header }: Frame): Buffer {
  const errorCode = ERROR_CODES.INVALID_RECORD;
  const responses = produceApi.readRequest(payload, header).topicData.map(({ partitionData, ...topic }) => ({
    ...topic,
    partitionResponses: partitionData.map(({ index }) => ({ index, errorCode, baseOffset: -1 })),
  }));
  return produceApi.writeResponse(header.apiVersion, header.correlationId, { responses });
}
