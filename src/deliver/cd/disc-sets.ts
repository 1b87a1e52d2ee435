// Disc sets: which files stand in the delivery of a CD, where, and what the small ones of them must hold.
import type { Timeline } from '../../album/disc-timeline.ts';
import type { MasteredAlbum } from '../../album/mastered-album.ts';
import { asciiBytes, utf8Bytes } from '../../files/tags/tag-text.ts';
import type { DeliveredFile, DeliveryNote, DeliveryRoom } from '../delivery.ts';
import type { CdRules } from '../profiles/profile.ts';
import { unmetRequirements, type UnmetRequirement } from '../profiles/unmet-requirements.ts';
import { cueText, longCueTexts, MOST_CUE_LETTERS } from './cue-write.ts';
import { crc32List, md5List, SUM_NAMES, type SummedFile } from './ddp-checksums.ts';
import { DDP_NAMES } from './ddp-layout.ts';
import { ddpTables, refuseDisc } from './ddp-write.ts';
import { discGainDb } from './disc-gain.ts';
import { discOfAlbum } from './disc-of-album.ts';
import type { Disc } from './disc.ts';
import { FIRST_PAUSE_SECTORS } from '../../album/album.ts';
import { discNotes, WIDEST_LIMITS } from './red-book.ts';
import { tocText } from './toc-write.ts';

/** One file of sound: sectors from `fromSector` to the lead-out. */
export interface DiscSound {
  /** From the delivery's folder on. */
  readonly path: string;
  readonly container: 'sectors' | 'wav';
  readonly fromSector: number;
}

/** All files of one disc. */
export interface DiscSet {
  readonly timeline: Timeline;
  readonly disc: Disc;
  /** Of the album's, from 1. */
  readonly number: number;
  readonly of: number;
  /** From the delivery's folder on, with `/` at its end; empty where there is one disc alone. */
  readonly folder: string;
  readonly sounds: readonly DiscSound[];
  readonly hasDdp: boolean;
}

/** A file that is known whole before it is written. */
export interface DiscPaper {
  readonly path: string;
  readonly role: DeliveredFile['role'];
  readonly bytes: Uint8Array;
}

export const DDP_FOLDER = 'ddp/';
/** Beside each other, since both sheets tell of the same file. */
const WAV_FOLDER = 'wav/';
const BIN_FOLDER = 'bin/';
/** Plain letters: sheets name files in alphabets that differ from machine to machine. */
const NAME = 'disc';

/**
 * Every disc of the album by the rules, before anything is written. Fault `disc-refused`.
 */
export function discSets(
  { mastered }: Pick<DeliveryRoom, 'mastered'>,
  rules: CdRules,
): { sets: DiscSet[]; notes: DeliveryNote[] } {
  const { album, timelines } = mastered;
  const numbered = album.songs.filter(({ hidden }) => !hidden);
  const notes = [...gainNotes(mastered), ...unmetRequirements(album, numbered, rules.requires).map(notTold)];
  const sets = timelines.map((timeline, i): DiscSet => {
    const found = discOfAlbum(album, timeline, rules.cdText);
    refuseDisc(found.disc, {
      mostSectors: Math.min(rules.mostSectors, WIDEST_LIMITS.mostSectors),
      mostTracks: rules.mostTracks,
    });
    notes.push(...found.notes, ...discNotes(found.disc), ...sheetNotes(found.disc, rules));
    const folder = timelines.length === 1 ? '' : `disc-${timeline.disc}/`;
    const sounds = soundsOf(rules, folder);
    const hasDdp = rules.sets.includes('ddp');
    return { timeline, disc: found.disc, number: i + 1, of: timelines.length, folder, sounds, hasDdp };
  });
  return { sets, notes: once(notes) };
}

/** Discs of one album have much to tell alike. */
function once(notes: readonly DeliveryNote[]): DeliveryNote[] {
  return [...new Map(notes.map((note) => [JSON.stringify(note), note])).values()];
}

function sheetNotes(disc: Disc, { sets }: CdRules): DeliveryNote[] {
  const texts = sets.some((set) => set.startsWith('cue')) ? longCueTexts(disc) : 0;
  return texts === 0 ? [] : [{ code: 'cd-sheet-cut', facts: { texts, most: MOST_CUE_LETTERS } }];
}

function gainNotes(mastered: MasteredAlbum): DeliveryNote[] {
  const gainDb = discGainDb(mastered);
  return gainDb === 0 ? [] : [{ code: 'cd-turned-down', facts: { gainDb } }];
}

function notTold({ what, songs }: UnmetRequirement): DeliveryNote {
  return { code: 'cd-not-told', facts: { what, songs: songs.length, song: songs[0]?.title ?? '' } };
}

function soundsOf({ sets }: CdRules, folder: string): DiscSound[] {
  const hasWav = sets.includes('cue-wav') || sets.includes('toc');
  const burnt = { fromSector: FIRST_PAUSE_SECTORS };
  return [
    ...(sets.includes('ddp')
      ? [{ path: `${folder}${DDP_FOLDER}${DDP_NAMES.image}`, container: 'sectors', fromSector: 0 } as const]
      : []),
    ...(hasWav ? [{ path: `${folder}${WAV_FOLDER}${NAME}.wav`, container: 'wav', ...burnt } as const] : []),
    ...(sets.includes('cue-bin')
      ? [{ path: `${folder}${BIN_FOLDER}${NAME}.bin`, container: 'sectors', ...burnt } as const]
      : []),
  ];
}

/** Descriptors and sheets that follow from the disc alone. */
export function discPapers({ disc, folder }: DiscSet, { sets }: CdRules): DiscPaper[] {
  const papers: DiscPaper[] = [];
  // in the alphabet of CD-TEXT, which the disc's texts are in: burners take the bytes of a sheet for it as they are
  const sheet = (path: string, text: string): void => {
    papers.push({ path: folder + path, role: 'table', bytes: asciiBytes(text) });
  };
  if (sets.includes('ddp'))
    for (const { name, bytes } of ddpTables(disc))
      papers.push({ path: `${folder}${DDP_FOLDER}${name}`, role: 'table', bytes });
  const wav = `${NAME}.wav`;
  const bin = `${NAME}.bin`;
  if (sets.includes('cue-wav'))
    sheet(`${WAV_FOLDER}${NAME}.cue`, cueText(disc, { kind: 'image', file: wav, type: 'WAVE' }));
  if (sets.includes('toc'))
    sheet(`${WAV_FOLDER}${NAME}.toc`, tocText(disc, { file: wav, fromSector: FIRST_PAUSE_SECTORS }));
  if (sets.includes('cue-bin'))
    sheet(`${BIN_FOLDER}${NAME}.cue`, cueText(disc, { kind: 'image', file: bin, type: 'BINARY' }));
  return papers;
}

/** Lists of checksums, and the sheets for people, which quote them. `sums`: of the DDP set, in its order; empty without one. */
export function sumPapers(
  { disc, number, of, folder, hasDdp }: DiscSet,
  { papers, date }: Pick<DeliveryRoom, 'papers' | 'date'>,
  sums: readonly SummedFile[],
): DiscPaper[] {
  const lists: DiscPaper[] = hasDdp
    ? [
        { name: SUM_NAMES.md5, text: md5List(sums) },
        { name: SUM_NAMES.crc32, text: crc32List(sums) },
      ].map(({ name, text }) => ({
        path: `${folder}${DDP_FOLDER}${name}`,
        role: 'checksums',
        bytes: utf8Bytes(text),
      }))
    : [];
  const sheets = papers?.cd?.({ disc, number, of, sums, date }) ?? [];
  return [
    ...lists,
    ...sheets.map(
      ({ name, text }): DiscPaper => ({ path: folder + name, role: 'sheet', bytes: utf8Bytes(text) }),
    ),
  ];
}
