import type { OrphanedEnd, OrphanedMarker } from '../../model/network/requests/request.ts';
import { API } from '../../wire/api-keys.ts';
import { endTxnRequest } from '../../wire/messages/end-txn.ts';
import type { Frame } from '../../wire/frame.ts';
import { HarnessError } from '../harness-error.ts';
import { HOME, producerId } from '../names.ts';
import type { Testbed } from '../testbed.ts';
import { deliverMarker } from '../transaction-markers.ts';

/** EndTxn arrives after its client has asked once more: the broker answers nobody. */
export async function lateEnd(testbed: Testbed, { producer, epoch, commit }: OrphanedEnd): Promise<void> {
  const isIt = (frame: Frame): boolean => {
    if (!testbed.gate.isStray(frame)) return false;
    const request = endTxnRequest(frame.payload, frame.header);
    return request.producerEpoch === epoch && request.committed === commit;
  };
  const of = { api: API.EndTxn, clientId: producerId(producer) };
  const stray = await testbed.held('the late EndTxn', { ...of, direction: 'request', where: isIt });
  testbed.gate.pass(stray);
  const isAnswered = (): boolean => testbed.gate.strayAnswers(of).some(({ link }) => link === stray.link);
  await testbed.until('an answer to the late EndTxn', isAnswered);
}

/** A marker arrives after its coordinator has written it once more. */
export async function lateMarker(testbed: Testbed, late: OrphanedMarker): Promise<void> {
  const { producer: id, partition, broker, transaction } = late;
  const payload = testbed.markers.kept({ id, partition }, transaction);
  if (payload === undefined) throw new HarnessError('the late marker was not kept');
  // It answers at once where it refuses it, and otherwise when the marker is replicated, which is seen in the logs.
  void deliverMarker(testbed, broker < 0 ? HOME : broker, payload).catch(() => undefined);
}
