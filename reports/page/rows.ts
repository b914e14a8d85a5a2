/** Where in a picture a step is drawn, in pixels from above. */
export interface Row {
  readonly top: number;
  readonly middle: number;
  readonly end: number;
}

const ROW_HEIGHT = 30;
const START_HEIGHT = 16;

/** Rows of one height for so many steps, behind a lower one for the start. */
export const evenRows = (steps: number): Row[] => [
  { top: 0, middle: START_HEIGHT / 2, end: START_HEIGHT },
  ...Array.from({ length: steps }, (_, index) => {
    const top = START_HEIGHT + index * ROW_HEIGHT;
    return { top, middle: top + ROW_HEIGHT / 2, end: top + ROW_HEIGHT };
  }),
];
