// Common level: about which level a record's songs are set: that of a song, of the whole album as asked, or their middle.
import type { Measurements } from '../../measure/measurements.ts';
import type { Album } from '../album.ts';
import { forecastAlbumLufs } from '../album-loudness.ts';
import { passagesOfAlbum } from '../passages-of-album.ts';
import { commonLevel, placesAbout, unmovedLevel, type Placing } from './level-places.ts';

/** Halvings of the range in which an album's loudness is sought: thousandths of a LU. */
const HALVINGS = 24;
const SOUGHT_LU = 40;

/** A song of the same place in the row, as it was heard, and what it is planned at. */
export interface PlannedSound {
  readonly measurements: Measurements;
  readonly integratedLufs: number;
}

/** The passage of the song that is named; by the rule `anchor` without a name, the dense song that lies nearest to the middle of all. */
export function anchorOf(placings: readonly Placing[], album: Album): string | null {
  const { balance } = album;
  if (balance.anchor !== null) {
    const named = passagesOfAlbum(album).find(({ pieces }) =>
      pieces.some(({ song }) => song.id === balance.anchor),
    );
    return placings.find(({ id }) => id === named?.id)?.id ?? null;
  }
  if (balance.rule !== 'anchor') return null;
  const dense = placings.filter(({ kind }) => kind === 'dense');
  const among = dense.length > 0 ? dense : placings;
  const middle = commonLevel(placings) ?? 0;
  const away = (one: Placing): number => Math.abs(unmovedLevel(one) - middle);
  return among.reduce<Placing | null>((a, b) => (a && away(a) <= away(b) ? a : b), null)?.id ?? null;
}

/** null of no songs. */
export function commonOf(
  placings: readonly Placing[],
  sounds: readonly PlannedSound[],
  anchor: string | null,
  { balance }: Album,
): number | null {
  if (balance.albumLufs !== null && placings.length > 0)
    return commonForAlbum(placings, sounds, balance.albumLufs, balance);
  const set = placings.find(({ id }) => id === anchor);
  return set ? unmovedLevel(set) : commonLevel(placings);
}

/** The common level at which the album as a whole comes to this loudness, or as near as the songs can. */
function commonForAlbum(
  placings: readonly Placing[],
  sounds: readonly PlannedSound[],
  lufs: number,
  bounds: Album['balance'],
): number {
  let low = lufs - SOUGHT_LU;
  let high = lufs + SOUGHT_LU;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    const places = placesAbout(middle, placings, bounds);
    const reached = forecastAlbumLufs(
      sounds.map(({ measurements, integratedLufs }, k) => ({
        measurements,
        shiftLu:
          integratedLufs -
          (measurements.loudness.integratedLufs ?? 0) +
          places[k]!.targetLufs -
          placings[k]!.ownLufs,
      })),
    );
    if ((reached ?? lufs) < lufs) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
