/** Lets the thread see to what else is waiting, such as a signal. */
export const otherWork = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
