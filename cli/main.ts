#!/usr/bin/env node
import { processIo } from './io.ts';
import { engine } from '../judging/engine.ts';
import { run } from './program.ts';

// Set, not exited with: what is still on its way into a pipe arrives.
process.exitCode = await run(process.argv.slice(2), processIo(), engine);
