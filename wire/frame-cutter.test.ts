import { describe, expect, it } from 'vitest';
import { FrameCutter, framed } from './frame-cutter.ts';

describe('frames', () => {
  it('are cut at their length, however the stream is chunked', () => {
    const payloads = ['', 'a', 'Kafka'].map((text) => Buffer.from(text));
    const stream = Buffer.concat(payloads.map(framed));
    for (let size = 1; size <= stream.length; size += 1) {
      const cutter = new FrameCutter();
      const cut: Buffer[] = [];
      for (let at = 0; at < stream.length; at += size) cut.push(...cutter.push(stream.subarray(at, at + size)));
      expect(cut).toEqual(payloads);
    }
  });

  it('longer than socket.request.max.bytes are none of Kafka', () => {
    expect(() => new FrameCutter().push(Buffer.from('GET / HTTP/1.1'))).toThrow(RangeError);
  });
});
