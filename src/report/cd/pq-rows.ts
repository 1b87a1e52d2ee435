// PQ rows: every place of a disc as the lines of its sheet: where it is, how long it lasts, what it carries.
import type { CdPaper } from '../../deliver/cd/cd-paper.ts';
import type { Disc, DiscTrack } from '../../deliver/cd/disc.ts';
import { soundEnd, trackIndexes } from '../../deliver/cd/disc-spans.ts';
import { msfText } from '../../deliver/cd/msf.ts';
import { shownIsrc } from '../../files/tags/checks/isrc.ts';

export interface PqRow {
  /** null: the lead-out. */
  readonly track: DiscTrack | null;
  readonly index: number;
  readonly sector: number;
  /** Of index 01: the whole track, without the pause after it; of another index to the next place; of the lead-out 0. */
  readonly sectors: number;
  /** The line that tells of the track: index 01. */
  readonly isMain: boolean;
}

export function pqRows(disc: Disc): PqRow[] {
  const places = disc.tracks.flatMap((track) => trackIndexes(track).map((place) => ({ track, ...place })));
  const rows = places.map(({ track, index, sector }, i): PqRow => {
    const next = places[i + 1]?.sector ?? disc.leadOutSector;
    const end = index === 1 ? soundEnd(disc, track) : next;
    return { track, index, sector, sectors: end - sector, isMain: index === 1 };
  });
  return [...rows, { track: null, index: 1, sector: disc.leadOutSector, sectors: 0, isMain: true }];
}

export const trackText = ({ track }: Pick<PqRow, 'track'>): string =>
  track === null ? 'AA' : String(track.number).padStart(2, '0');

export const indexText = ({ index }: Pick<PqRow, 'index'>): string => String(index).padStart(2, '0');

/** What an index means to a reader; empty for index 01. */
export function indexWords({ track, index }: Pick<PqRow, 'track' | 'index'>): string {
  if (track === null) return 'lead-out';
  return index === 0 ? 'pause' : index === 1 ? '' : `index ${index}`;
}

export function flagWords({ copyPermitted, preEmphasis }: DiscTrack): string {
  return [...(copyPermitted ? ['copy permitted'] : []), ...(preEmphasis ? ['pre-emphasis'] : [])].join(', ');
}

/** `Title` or `Title (Artist)` where the artist is not the disc's own. */
export function namedTrack({ texts }: DiscTrack, disc: Disc): string {
  const { title, performer } = texts;
  if (performer === '' || performer === disc.texts.performer) return title;
  return title === '' ? performer : `${title} (${performer})`;
}

/** From the first track's index 01 to the lead-out, pauses counted. */
export const playingSectors = ({ tracks, leadOutSector }: Disc): number =>
  leadOutSector - (tracks[0]?.startSector ?? 0);

/** What stands above the table; only what is known. */
export function headLines({ disc, number, of, date }: CdPaper): (readonly [name: string, value: string])[] {
  const { texts, catalogueNumber, barcode, masterId, tracks, leadOutSector } = disc;
  const lines: (readonly [string, string])[] = [
    ['Title', texts.title],
    ['Artist', texts.performer],
    ['Catalogue number', catalogueNumber],
    ['UPC/EAN', barcode ?? ''],
    ['Master', masterId],
    ['Disc', of > 1 ? `${number} of ${of}` : ''],
    ['Tracks', `${tracks.length}`],
    [
      'Playing time',
      `${msfText(playingSectors(disc))} from the first track, ${msfText(leadOutSector)} in all`,
    ],
    ['Texts on the disc', textKinds(disc)],
    ['Date', date?.slice(0, 10) ?? ''],
  ];
  return lines.filter(([, value]) => value !== '');
}

/** Which kinds of CD-TEXT any track or the disc has. */
function textKinds({ texts, tracks }: Disc): string {
  const kinds = Object.keys(texts) as (keyof typeof texts)[];
  const told = kinds.filter((kind) => [{ texts }, ...tracks].some((one) => one.texts[kind] !== ''));
  return told.length === 0 ? '' : `CD-TEXT: ${told.join(', ')}`;
}

/** As people write it; empty: none. */
export const codeText = ({ isrc }: DiscTrack): string => (isrc === null ? '' : shownIsrc(isrc));

export const PQ_LEGEND =
  'Times are minutes:seconds:frames of 1/75 s from the start of the image, its first pause included. The length beside index 01 is the whole track’s, without pauses.';
