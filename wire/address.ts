/** Where somebody listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** A port of our own machine. */
export const onLoopback = (port: number): Address => ({ host: '127.0.0.1', port });

/** `HOST:PORT`; an address of IPv6 stands in brackets. */
export const addressText = ({ host, port }: Address): string => `${host.includes(':') ? `[${host}]` : host}:${port}`;

export const isSameAddress = (one: Address, other: Address): boolean =>
  one.host === other.host && one.port === other.port;
