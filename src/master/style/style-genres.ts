// Style genres: the house styles of a dozen kinds of music.
import { BARELY, FIRM, TRANSPARENT } from './style-budgets.ts';
import { FREE, GLUED, houseStyle, LIVELY } from './style-character.ts';
import type { Style } from './style.ts';

/** How loud they like to be lies about the quartiles of releases; classical as AES TD1008 has it. */
export const STYLE_GENRES: readonly Style[] = [
  houseStyle('pop', { loudestLufs: -10, limiting: FIRM, glue: GLUED, psrDb: 10.5, rangeLu: 5.5 }),
  houseStyle('rock', { loudestLufs: -10, limiting: FIRM, glue: GLUED, psrDb: 10.5, rangeLu: 5.5 }),
  houseStyle('metal', {
    loudestLufs: -9,
    limiting: FIRM,
    glue: GLUED,
    psrDb: 9.5,
    rangeLu: 4.5,
    movement: 0.8,
  }),
  houseStyle('hiphop', {
    loudestLufs: -9.5,
    limiting: FIRM,
    glue: GLUED,
    psrDb: 10,
    rangeLu: 4.5,
    movement: 0.9,
    widerDb: -1,
  }),
  houseStyle('electronic', {
    loudestLufs: -9,
    limiting: FIRM,
    glue: GLUED,
    psrDb: 10,
    rangeLu: 5.5,
    widerDb: 1,
  }),
  houseStyle('rnb', { loudestLufs: -10.5, limiting: FIRM, glue: GLUED, psrDb: 11, rangeLu: 5.5 }),
  houseStyle('jazz', {
    loudestLufs: -15,
    limiting: BARELY,
    glue: FREE,
    psrDb: 14,
    rangeLu: 7.5,
    movement: 1.3,
    never: ['colour'],
  }),
  houseStyle('acoustic', {
    loudestLufs: -14,
    limiting: BARELY,
    glue: FREE,
    psrDb: 13.5,
    rangeLu: 7,
    movement: 1.2,
    never: ['colour'],
  }),
  houseStyle('country', { loudestLufs: -10.5, limiting: FIRM, glue: GLUED, psrDb: 11, rangeLu: 6.5 }),
  houseStyle('indie', { loudestLufs: -11, limiting: TRANSPARENT, glue: LIVELY, psrDb: 11.5, rangeLu: 6.5 }),
  houseStyle('ambient', {
    loudestLufs: -15,
    limiting: BARELY,
    glue: FREE,
    psrDb: 13,
    rangeLu: 9,
    movement: 1.2,
    widerDb: 3,
    never: ['colour'],
  }),
  houseStyle('classical', {
    loudestLufs: -18,
    limiting: BARELY,
    glue: FREE,
    psrDb: 15,
    rangeLu: 12,
    movement: 1.7,
    widerDb: 2,
    never: ['colour', 'width'],
  }),
];
