/** `1.8.2` and `v1.8.2`; a part that is left out stands for its newest. */
export const VERSION = /^v?(\d+(\.\d+){0,3})$/;
