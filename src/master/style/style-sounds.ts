// Style sounds: the house styles that lean towards a sound, whatever the kind of music.
import { BARELY, HARD, TRANSPARENT } from './style-budgets.ts';
import { FREE, GLUED, houseStyle, LIVELY, type Character } from './style-character.ts';
import { CUTTING } from './style-sources.ts';
import type { Style } from './style.ts';

const BALANCED: Character = {
  loudestLufs: -11,
  limiting: TRANSPARENT,
  glue: GLUED,
  psrDb: 11.5,
  rangeLu: 5.5,
};

export const STYLE_SOUNDS: readonly Style[] = [
  houseStyle('balanced', BALANCED),
  houseStyle('warm', { ...BALANCED, loudestLufs: -12 }),
  houseStyle('bright', BALANCED),
  houseStyle('punchy', { ...BALANCED, loudestLufs: -11.5, glue: LIVELY, psrDb: 13 }),
  houseStyle('loud', { ...BALANCED, loudestLufs: -8.5, limiting: HARD, psrDb: 9, rangeLu: 4.5 }),
  houseStyle('gentle', {
    loudestLufs: -14,
    limiting: BARELY,
    glue: FREE,
    psrDb: 14,
    rangeLu: 8,
    movement: 1.2,
    never: ['colour'],
  }),
  houseStyle('vinyl', {
    // A cutting lathe swings up and down for what is side.
    lowsSideToMidDb: -18,
    loudestLufs: -13,
    limiting: BARELY,
    glue: LIVELY,
    psrDb: 13,
    rangeLu: 6.5,
    widerDb: -2,
    sources: [CUTTING],
  }),
];
