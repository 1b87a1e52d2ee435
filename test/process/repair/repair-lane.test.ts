// The repair lane shows its mender every piece that can be heard, and spares it what is fainter than any sound.
import { describe, expect, it } from 'vitest';
import { RepairLane } from '../../../src/process/repair/repair-lane.ts';
import { noise } from '../../signals.ts';

const REACH = { piece: 100, overrun: 20, context: 50 };
/** One place of five pieces. */
const PLACE = { start: 200, end: 700 };
const FRAMES = 2000;

/** Whether each piece shown opened a place, or what follows silence, and where it began. */
function shown(sound: Float64Array): { opens: boolean; frame: number }[] {
  const pieces: { opens: boolean; frame: number }[] = [];
  const lane = new RepairLane(
    [PLACE],
    0,
    REACH,
    1,
    () => ({
      mend: (x, { from, opens }) => {
        pieces.push({ opens, frame: sound.indexOf(x[from]!) });
      },
    }),
    () => {},
  );
  lane.process(sound.slice(), FRAMES);
  return pieces;
}

describe('the repair lane', () => {
  it('shows every piece of a place, the first as the one that opens it', () => {
    const pieces = shown(noise(0.5, FRAMES, 1));
    expect(pieces.map(({ frame }) => frame)).toEqual([200, 300, 400, 500, 600]);
    expect(pieces.map(({ opens }) => opens)).toEqual([true, false, false, false, false]);
  });

  it.each([0, 5e-324, 1e-310, 1e-300, 1e-150])('shows nothing of sound at %d', (level) => {
    expect(shown(noise(1, FRAMES, 2).map((v) => level * v))).toEqual([]);
  });

  it('shows sound far below what is audible', () => {
    expect(shown(noise(1e-90, FRAMES, 3))).toHaveLength(5);
  });

  it('begins anew behind a faint stretch', () => {
    // Pieces with their surroundings: 150 … 370, 250 … 470, 350 … 570, 450 … 670, 550 … 750.
    const sound = noise(0.5, FRAMES, 4);
    for (let n = 340; n < 580; n++) sound[n] = 1e-300 * (1 + n);
    expect(shown(sound)).toEqual([
      { opens: true, frame: 200 },
      { opens: false, frame: 300 },
      { opens: true, frame: 500 },
      { opens: false, frame: 600 },
    ]);
  });
});
