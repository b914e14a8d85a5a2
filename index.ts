/**
 * The public surface: what tests of your own, and the examples, are written against.
 *
 * `verify` gives the verdicts on a setup, as `kafka-trial verify` does: `readSetup` reads one from the texts of files.
 * `setupOf` resolves a setup as a file would spell it, `clusterTrial` puts it on trial, the explorers search it, and
 * `assertByCommands` makes a fast-check property of it that fails with its schedule and the line that replays it.
 */
export { assertByCommands } from './explorers/commands/assert-by-commands.ts';
export { commandsProperty } from './explorers/commands/commands-property.ts';
export { exploreByCommands } from './explorers/commands/explore-by-commands.ts';
export { startTrial, trialCommands } from './explorers/commands/trial-commands.ts';
export { exhaustive } from './explorers/exhaustive.ts';
export { replay, ScheduleError } from './explorers/replay.ts';
export { ViolationError } from './explorers/violation-error.ts';
export { walk, walkRun } from './explorers/walk.ts';
export type { Action } from './model/action.ts';
export { timesSeen } from './model/observer/sightings.ts';
export type { Sighting } from './model/observer/ledger.ts';
export type { World } from './model/world.ts';
export { verify, type VerifyOptions } from './judging/verify.ts';
export type { ProgressReport } from './judging/progress-report.ts';
export type { Counterexample, Evidence, GuaranteeVerdict, VerdictDocument } from './reports/documents/verdict.ts';
export { InputError } from './setups/input-error.ts';
export { SetupError } from './setups/place.ts';
export { readSetup, type SetupTexts } from './setups/reading/read-setup.ts';
export { type Resolution, setupOf } from './setups/resolve/resolve.ts';
export type { SetupDraft } from './setups/input.ts';
export type { Setup } from './model/setup.ts';
export type { Machine, Schedule } from './model/machine.ts';
export { NotEnabledError } from './model/machine.ts';
export type { ClusterState } from './model/state.ts';
export type { Goal, Property, Trial, Witness } from './model/property.ts';
export { type ClusterTrial, clusterTrial } from './properties/trial.ts';
export { shrink } from './shrinkers/shrink.ts';
