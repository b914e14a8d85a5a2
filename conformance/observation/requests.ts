import { API } from '../../wire/api-keys.ts';
import { errorName } from '../../wire/error-codes.ts';
import type { Frame } from '../../wire/frame.ts';
import { produceApi } from '../../wire/messages/produce.ts';
import { isCutShort } from '../moves/brokers/produce-time-out.ts';
import { valuesOf } from '../actors/producer-frames.ts';
import { producerId, textOf } from '../names.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { ERROR_WORDS } from './error-words.ts';
import { WHAT } from './words.ts';

/** Produce requests of every producer to every broker, as they are at the gate. */
export function seeRequests(testbed: Testbed, view: Map<string, string>): void {
  const { world, gate, state } = testbed;
  for (let producer = 0; producer < world.producers; producer += 1) {
    for (let broker = 0; broker < world.brokers; broker += 1) {
      const of = { api: API.Produce, clientId: producerId(producer), listener: `external-${broker}`, stray: false };
      const waits = state.producers[producer].inFlight
        .filter((request) => request.broker === broker && request.stage === 'log')
        .map(({ batch }) => textOf(batch.value));
      const answered = gate.frames({ ...of, direction: 'response' }).map((frame) => answerWords(frame, waits));
      const waiting = gate.unanswered(of).map((frame) => `${wordOf(frame)} waits for followers`);
      const onWire = gate.frames({ ...of, direction: 'request' }).map((frame) => `${wordOf(frame)} on the wire`);
      const words = [...answered, ...waiting, ...onWire];
      if (words.length > 0) view.set(WHAT.requests(producerId(producer), broker), words.join(', '));
    }
  }
}

const wordOf = (frame: Frame): string => valuesOf(frame).join('+');

/** @param waits records whose requests wait for followers in the machine: their time-outs pass in later steps. */
function answerWords(frame: Frame, waits: readonly string[]): string {
  const { responses } = produceApi.readResponse(frame.payload, frame.header.apiVersion);
  const name = errorName(responses[0].partitionResponses[0].errorCode);
  const early =
    waits.includes(wordOf(frame)) &&
    name === 'REQUEST_TIMED_OUT' &&
    frame.request !== null &&
    isCutShort(frame.request);
  if (early) return `${wordOf(frame)} waits for followers`;
  return `${wordOf(frame)} answered ${ERROR_WORDS.get(name) ?? name}`;
}
