import nodeBuffer from 'node:buffer';
import { EventEmitter } from 'node:events';
import { inspect } from 'node:util';
import { Picture } from './picture.ts';

/**
 * What all programs of a thread have in common: the language's own objects, and those modules of Node's that they have as they
 * are. A program may patch them, as a tracer wraps `EventEmitter.prototype.emit`; a process that starts has none of that.
 */
export const SHARED_OBJECTS = new Picture([globalThis, process, console]);

/** Nobody can name these: they are what syntax makes. */
const OF_SYNTAX: readonly object[] = [async () => {}, function* () {}, async function* () {}, [].values()];

for (const { value } of Object.values(Object.getOwnPropertyDescriptors(globalThis)))
  if (typeof value === 'function') SHARED_OBJECTS.take(value);
for (const namespace of [JSON, Math, Reflect, Atomics]) SHARED_OBJECTS.take(namespace);
for (const object of OF_SYNTAX) SHARED_OBJECTS.take(Object.getPrototypeOf(object) as object);
SHARED_OBJECTS.take(inspect.defaultOptions);
for (const key of ['defaultMaxListeners', 'captureRejections']) SHARED_OBJECTS.takeSetting(EventEmitter, key);
SHARED_OBJECTS.takeSetting(nodeBuffer, 'INSPECT_MAX_BYTES');
