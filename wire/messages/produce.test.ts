import { describe, expect, it } from 'vitest';
import { readRequestHeader } from '../request-header.ts';
import { readBatches } from '../record-batch.ts';
import { recordedMessage } from '../testing/recorded.ts';
import { produceApi } from './produce.ts';

describe.each([7, 9, 11, 13])('Produce %i', (version) => {
  const payload = recordedMessage('Produce', version, 'request');
  const { acks, timeoutAt, timeoutMs, transactionalId, topicData } = produceApi.readRequest(
    payload,
    readRequestHeader(payload),
  );

  it('says what it waits for, for how long, and where that stands', () => {
    expect([acks, timeoutMs, transactionalId]).toEqual([-1, 30_000, null]);
    const rewritten = Buffer.from(payload);
    rewritten.writeInt32BE(5, timeoutAt);
    expect(produceApi.readRequest(rewritten).timeoutMs).toBe(5);
  });

  it('names the topic, and from 13 on its id', () => {
    const [{ name, topicId }] = topicData;
    expect(name).toBe(version < 13 ? 't' : '');
    expect(topicId === 'AAAAAAAAAAAAAAAAAAAAAA').toBe(version < 13);
  });

  it('carries batches with the numbers of their producer, and no leader epoch that counts', () => {
    const [{ index, records }] = topicData[0].partitionData;
    const [batch] = readBatches(records ?? Buffer.alloc(0));
    expect([index, batch.baseOffset, batch.producerEpoch, batch.baseSequence]).toEqual([0, 0, 0, 0]);
    expect(batch.producerId).toBeGreaterThanOrEqual(0);
  });

  it('is answered partition by partition', () => {
    const { responses } = produceApi.readResponse(recordedMessage('Produce', version, 'response'), version);
    for (const { errorCode, baseOffset } of responses[0].partitionResponses) {
      expect(errorCode).toBe(0);
      expect(baseOffset).toBeGreaterThanOrEqual(0);
    }
  });
});
