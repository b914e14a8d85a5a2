import { ERROR_CODES, errorName } from './error-codes.ts';

/** A broker's answer says that the request failed. */
export class BrokerError extends Error {
  override readonly name = 'BrokerError';
  readonly code: number;

  constructor(what: string, code: number, detail?: string | null) {
    super(`${what}: ${errorName(code)}${detail ? ` (${detail})` : ''}`);
    this.code = code;
  }
}

/** @throws {BrokerError} where the code is not that of success. */
export function expectSuccess(what: string, code: number, detail?: string | null): void {
  if (code !== ERROR_CODES.NONE) throw new BrokerError(what, code, detail);
}
