/** `${…}`, `$NAME`, `{{ … }}`, `%NAME%`, `<…>` and `@…@`: what a template or a config provider will fill in. */
const PLACEHOLDER = /\$\{[^}]*\}?|\$[A-Za-z_]\w*|\{\{.*\}\}|%[A-Za-z_]\w*%|^<.*>$|^@.*@$/;

/** Whether nobody knows what will stand there when the program runs. */
export const isPlaceholder = (value: unknown): boolean => PLACEHOLDER.test(String(value));
