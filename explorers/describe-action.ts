/** An action on one line: its type, then its other fields. */
export function describeAction(action: object): string {
  const fields: string[] = [];
  let type = '';
  for (const [field, value] of Object.entries(action)) {
    if (field === 'type') type = String(value);
    else fields.push(`${field}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`);
  }
  return [type, ...fields].join(' ');
}
