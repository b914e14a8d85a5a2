/** The newest patches of releases that have been tried with this suite. Any other release from 3.3 on may be asked for. */
export const FETCHABLE = ['3.5.2', '3.9.2', '4.0.2', '4.1.2', '4.2.2', '4.3.1'] as const;
