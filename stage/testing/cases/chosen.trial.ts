import type { CodeTrial } from '../../trial.ts';
import acksOne from './acks-one.trial.ts';
import idPerPartition from './id-per-partition.trial.ts';
import joinedInMemory from './joined-in-memory.trial.ts';
import notAwaited from './not-awaited.trial.ts';
import offsetsOutside from './offsets-outside.trial.ts';
import ownOffset from './own-offset.trial.ts';
import rememberedInMemory from './remembered-in-memory.trial.ts';
import resolvedFirst from './resolved-first.trial.ts';
import sendNotAwaited from './send-not-awaited.trial.ts';
import upsert from './upsert.trial.ts';

const CASES: Readonly<Record<string, CodeTrial>> = {
  'acks-one': acksOne,
  'id-per-partition': idPerPartition,
  'joined-in-memory': joinedInMemory,
  'not-awaited': notAwaited,
  'offsets-outside': offsetsOutside,
  'own-offset': ownOffset,
  'remembered-in-memory': rememberedInMemory,
  'resolved-first': resolvedFirst,
  'send-not-awaited': sendNotAwaited,
  upsert,
};

/** All cases in one program, so that kafkajs is read once: whoever runs it puts the name of a case here. */
export default CASES['name of a case'];
