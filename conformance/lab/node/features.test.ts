import { describe, expect, it } from 'vitest';
import { featuresOf } from './features.ts';

describe('the features of a new cluster', () => {
  it('before 4.0 are its metadata.version alone', () => {
    expect(featuresOf('3.5.2', {})).toEqual([['metadata.version', 11]]);
    expect(featuresOf('3.9.2', { 'transaction.version': 1 })).toEqual([['metadata.version', 21]]);
  });

  it('are those of the release, but for what is asked for; a level of 0 is left out', () => {
    expect(featuresOf('4.1.2', { 'transaction.version': 1, 'eligible.leader.replicas.version': 0 })).toEqual([
      ['metadata.version', 27],
      ['group.version', 1],
      ['transaction.version', 1],
    ]);
  });

  it('are at the level of their release: share groups are at their second from 4.4 on', () => {
    expect(featuresOf('4.4.0', {})).toEqual([
      ['metadata.version', 33],
      ['eligible.leader.replicas.version', 1],
      ['group.version', 1],
      ['share.version', 2],
      ['streams.version', 1],
      ['transaction.version', 2],
    ]);
    expect(featuresOf('4.4.0', { 'metadata.version': '4.3' })).toEqual(featuresOf('4.3.1', {}));
  });

  it('are those of an older release in a cluster that is not upgraded', () => {
    expect(featuresOf('4.3.1', { 'metadata.version': '4.0-IV3' })).toEqual(featuresOf('4.0.2', {}));
  });

  it('are refused where the release is not known, or the level is one that releases do not have', () => {
    expect(() => featuresOf('4.3.1', { 'metadata.version': '4.0-IV1' })).toThrow('metadata of that release');
    expect(() => featuresOf('9.9.9', {})).toThrow('Kafka 9.9.9: the metadata of that release is not known here');
  });
});
