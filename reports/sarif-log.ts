/** A log of SARIF 2.1.0 with the results of one run. */
export function sarifLog(rules: readonly object[], results: readonly object[]): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'kafka-trial', rules } }, results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** A path as the reference that SARIF asks for: forward slashes, everything else percent-encoded. */
export function uriOf(file: string): string {
  return file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
