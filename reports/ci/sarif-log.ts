/** A log of SARIF 2.1.0 with the results of one run. */
export function sarifLog(rules: readonly object[], results: readonly object[]): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'kafka-trial', rules } }, results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/**
 * A path as the reference that SARIF asks for: forward slashes, everything else percent-encoded; one from the root on is a
 * whole URI (SARIF 2.1.0, 3.4.3 and 3.10.2), for a reference without a scheme is looked up below a base.
 */
export function uriOf(file: string): string {
  const path = file.replaceAll('\\', '/');
  const [, drive = '', rest] = /^([A-Za-z]:)?(.*)$/su.exec(path) ?? ['', '', path];
  const names = rest.split('/').map(encodeURIComponent).join('/');
  if (drive !== '') return `file:///${drive}${names}`;
  return path.startsWith('/') ? `file://${names}` : names;
}
