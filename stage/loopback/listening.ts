import type { AddressInfo, Server } from 'node:net';

/** Has a server listen. @returns where it can be found. @throws what `net.Server.listen` throws, where a port is taken. */
export function listening(
  server: Server,
  host: string,
  port: number,
): Promise<{ readonly host: string; readonly port: number }> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve({ host, port: (server.address() as AddressInfo).port });
    });
  });
}
