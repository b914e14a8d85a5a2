#!/usr/bin/env node
import { judgingOn } from '../judging/judging.ts';
import { processIo } from './io.ts';
import { run } from './program.ts';

const io = processIo();

// Set, not exited with: what is still on its way into a pipe arrives.
process.exitCode = await run(process.argv.slice(2), io, judgingOn(io));
