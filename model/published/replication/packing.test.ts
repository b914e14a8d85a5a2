import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { replication } from './machine.ts';
import { packingOf } from './packing.ts';

const scope = { replicas: 3, logSize: 2, maxRecords: 3, maxLeaderEpoch: 2 };

it('every state of the replication is unpacked as it was packed', () => {
  const machine = replication({ ...scope, variant: 'kip-320' });
  const packing = packingOf(scope);
  const words = new Int32Array(3 * packing.width).fill(-1);
  fc.assert(
    fc.property(fc.array(fc.nat(50), { maxLength: 25, size: 'max' }), fc.nat(2), (choices, place) => {
      let state = machine.init;
      for (const choice of choices) {
        const actions = machine.enabled(state);
        if (actions.length === 0) break;
        state = machine.next(state, actions[choice % actions.length]);
      }
      packing.pack(state, words, place * packing.width);
      expect(packing.unpack(words, place * packing.width)).toEqual(state);
    }),
  );
});
