// Issue passport: what was measured, written and accepted of an album, put together as its passport.
import type { Album } from '../../album/album.ts';
import type { MasteredAlbum, Passage } from '../../album/mastered-album.ts';
import type { FileFormat } from '../../files/format.ts';
import type { DeliveredFile, Delivery } from '../delivery.ts';
import type { Profile } from '../profiles/profile.ts';
import { knownDoubts } from './known-doubts.ts';
import type {
  Passport,
  PassportDelivery,
  PassportFile,
  PassportLimit,
  PassportPassage,
  PassportSource,
} from './passport.ts';

export interface PassportMatter {
  readonly tool: Passport['tool'];
  readonly date: string;
  readonly recipe: Passport['recipe'];
  readonly mastered: MasteredAlbum;
  readonly sources: readonly PassportSource[];
  readonly deliveries: readonly Delivery[];
  /** Of the deliveries, in their order. */
  readonly profiles: readonly Profile[];
  /** Folder of each delivery's files, from the passport's on; empty: the same. */
  readonly folders: readonly string[];
}

/** What every figure in it is measured by; docs/theory says how each was checked. */
const STANDARDS = [
  'ITU-R BS.1770-5: loudness and true peak',
  'EBU Tech 3341 v4, 3342 v4: momentary, short-term, loudness range',
  'IEC 60908: compact disc; IEC 61866: CD-TEXT; DDP 2.00',
  'FIPS 180-4: SHA-256',
];

/** Without its papers, which tell of it. */
export function issuePassport(matter: PassportMatter): Passport {
  const { tool, date, recipe, mastered, sources, deliveries, profiles, folders } = matter;
  return {
    version: 1,
    tool,
    date,
    album: albumFigures(mastered.album, mastered),
    recipe,
    papers: [],
    standards: STANDARDS,
    sources,
    passages: mastered.passages.map((passage) => passageFigures(passage, mastered.album)),
    deliveries: deliveries.map((one, i) => deliveryEntry(one, profiles[i]!, folders[i]!)),
    limits: profiles.flatMap(limitsOf),
    doubts: knownDoubts(mastered, deliveries, profiles),
  };
}

function albumFigures(album: Album, { integratedLufs, truePeakDbtp }: MasteredAlbum): Passport['album'] {
  const { title, artists, barcode, catalogueNumber, songs } = album;
  return { title, artists, barcode, catalogueNumber, songs: songs.length, integratedLufs, truePeakDbtp };
}

function passageFigures(
  { id, songs, plan, sampleRateHz, measurements }: Passage,
  album: Album,
): PassportPassage {
  const { loudness, peak, dynamics } = measurements;
  return {
    id,
    songs: songs.map((song) => album.songs.find((one) => one.id === song.id)?.title ?? song.id),
    moves: plan?.moves.map((move) => move.id) ?? [],
    sampleRateHz,
    integratedLufs: loudness.integratedLufs,
    rangeLu: loudness.rangeLu,
    maxMomentaryLufs: loudness.maxMomentaryLufs,
    maxShortTermLufs: loudness.maxShortTermLufs,
    truePeakDbtp: peak.perChannel.map((channel) => channel.truePeakDbtp),
    samplePeakDbfs: peak.perChannel.map((channel) => channel.samplePeakDbfs),
    plrDb: dynamics.plrDb,
    psrDb: dynamics.psrDb,
    dr14: dynamics.dr14,
  };
}

function deliveryEntry(
  { profile, files, notes }: Delivery,
  { title }: Profile,
  folder: string,
): PassportDelivery {
  return { profile, title, files: files.map((file) => fileEntry(file, folder)), notes };
}

function fileEntry(file: DeliveredFile, folder: string): PassportFile {
  const { path, role, bytes, sha256, format, soundSha256, integratedLufs, truePeakDbtp } = file;
  return {
    path: folder === '' ? path : `${folder}/${path}`,
    role,
    bytes,
    sha256,
    format: format && formatLine(format),
    soundSha256,
    integratedLufs,
    truePeakDbtp,
  };
}

/** `flac 44100 Hz 24 bit 2 channels`: for programs to compare as well as for people. */
export function formatLine({ container, codec, sampleRateHz, bits, channels }: FileFormat): string {
  const kind = codec === container || codec === 'pcm' ? container : `${container}/${codec}`;
  const word = bits === null ? '' : ` ${bits} bit`;
  return `${kind} ${sampleRateHz} Hz${word} ${channels} ${channels === 1 ? 'channel' : 'channels'}`;
}

/** Every figure of a profile that names its source; what is left open (null) limits nothing. */
function limitsOf(profile: Profile): PassportLimit[] {
  return Object.entries(profile.sources).flatMap(([field, { text, date, confidence }]) => {
    const value = valueAt(profile, field);
    if (value === undefined || value === null) return [];
    return [{ profile: profile.id, field, value: JSON.stringify(value), source: text, date, confidence }];
  });
}

function valueAt(record: object, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (holder, name) => (holder as Record<string, unknown> | null | undefined)?.[name],
      record,
    );
}
