import { FAULT_KINDS } from '../setup.ts';

const faultTypes: ReadonlySet<string> = new Set(FAULT_KINDS);

/** Whether an action is paid from the fault budget. */
export const isFault = ({ type }: { readonly type: string }): boolean => faultTypes.has(type);
