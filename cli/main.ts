#!/usr/bin/env node
import { processIo } from './io.ts';
import { judgingLater } from './judging-later.ts';
import { run } from './program.ts';

const io = processIo();

// Set, not exited with: what is still on its way into a pipe arrives.
process.exitCode = await run(process.argv.slice(2), io, judgingLater(io));
