// Read recipe: the album plan beside a passport: the very one that the passport vouches for, checked as far as it leads the rendering.
import type { Clip, ClipFade, Timeline, TimelineTrack } from '../album/disc-timeline.ts';
import type { PassageSong } from '../album/mastered-album.ts';
import { hashFile } from '../deliver/accept/hash-file.ts';
import type { DigestFactory } from '../deliver/accept/digest.ts';
import { isInside, refuseNewer } from '../deliver/passport/check-passport.ts';
import { SOURCE_FIELDS } from '../deliver/passport/passport-shape.ts';
import type { Passport } from '../deliver/passport/passport.ts';
import { checkProfile } from '../deliver/profiles/check-delivery-profile.ts';
import type { Place } from '../files/place.ts';
import { checkPlan } from '../master/plan-file/check-plan.ts';
import { bad, checkFields, pathTo } from '../records/check-fields.ts';
import { recordFromBytes, type RecordCodes } from '../records/record-text.ts';
import type { Field, FieldsOf, FieldTable, Shape } from '../records/record-shape.ts';
import { Fault } from '../signal/fault.ts';
import type { AlbumPlan } from './album-plan.ts';
import type { Piece } from './errands/join-errand.ts';
import { pathIn } from './outputs.ts';
import { refuseLooseEnds } from './recipe-links.ts';
import { readSmallFile } from './read-record.ts';

/** Every move of a box of records. */
const MOST_BYTES = 256 << 20;
const MOST_ENTRIES = 20000;

const CODES: RecordCodes = { 'bad-record': 'bad-recipe', 'unknown-field': 'bad-recipe' };

const COUNT: Shape = { type: 'whole', min: 0 };
/** A day of sound, which no disc has. */
const SECTOR: Shape = { type: 'whole', min: 0, max: 24 * 3600 * 75 };
const TEXT: Shape = { type: 'text', most: 4096 };
const field = (shape: Shape, caption: string): Field => ({ shape, caption });
const orNothing = (of: Shape): Shape => ({ type: 'or-nothing', of });
const list = (of: Shape): Shape => ({ type: 'list', of, most: MOST_ENTRIES });
const record = (fields: FieldTable): Shape => ({ type: 'record', fields });

const FADE = {
  frames: field(COUNT, 'its length'),
  curve: field(TEXT, 'its shape'),
} satisfies FieldsOf<ClipFade>;

const CLIP = {
  passage: field(TEXT, 'what sounds'),
  sampleRateHz: field(COUNT, 'its rate'),
  fromFrame: field(COUNT, 'from (inclusive)'),
  toFrame: field(COUNT, 'to (exclusive)'),
  startSector: field(SECTOR, 'where it stands'),
  fadeIn: field(orNothing(record(FADE)), 'how it comes'),
  fadeOut: field(orNothing(record(FADE)), 'how it goes'),
} satisfies FieldsOf<Clip>;

const TRACK = {
  number: field(COUNT, 'from 1'),
  songs: field(list(TEXT), 'what sounds in it'),
  pauseSector: field(orNothing(SECTOR), 'index 00'),
  startSector: field(SECTOR, 'index 01'),
  indexSectors: field(list(SECTOR), 'index 02 and on'),
  endSector: field(SECTOR, 'where it is over'),
} satisfies FieldsOf<TimelineTrack>;

const TIMELINE = {
  version: field({ type: 'exactly', value: 1 }, 'of this form'),
  disc: field(COUNT, 'which'),
  sectors: field(SECTOR, 'its length'),
  tracks: field(list(record(TRACK)), 'its tracks'),
  clips: field(list(record(CLIP)), 'its sound'),
} satisfies FieldsOf<Timeline>;

const PIECE = {
  file: field(TEXT, 'from the album’s folder on'),
  startS: field({ type: 'number', min: 0 }, 'from'),
  endS: field(orNothing({ type: 'number', min: 0 }), 'to'),
} satisfies FieldsOf<Piece>;

const SONG = {
  id: field(TEXT, 'which'),
  fromFrame: field(COUNT, 'from (inclusive)'),
  toFrame: field(COUNT, 'to (exclusive)'),
} satisfies FieldsOf<PassageSong>;

/** What else stands in them is told on papers alone. */
const LEADING = {
  timelines: field(list(record(TIMELINE)), 'discs'),
  sources: field(list(record(SOURCE_FIELDS)), 'what was handed in'),
  seed: field(COUNT, 'of every dither'),
} satisfies FieldTable;

const PASSAGE = {
  id: field(TEXT, 'which'),
  pieces: field(list(record(PIECE)), 'where its sound is'),
  songs: field(list(record(SONG)), 'what it holds'),
  sampleRateHz: field(COUNT, 'its rate'),
  channels: field(COUNT, 'how many'),
  frames: field(COUNT, 'its length'),
} satisfies FieldTable;

/**
 * Faults: those of the place, `recipe-changed` (kind input) where it is not the one of the passport, `bad-recipe` (kind usage;
 * `where`, `what`, `line`, `column`), those of `checkPlan`.
 */
export async function readRecipe(
  place: Place,
  folder: string,
  { recipe }: Passport,
  createDigest: DigestFactory,
): Promise<AlbumPlan> {
  const path = pathIn(folder, recipe.path);
  const { sha256 } = await hashFile(place, path, createDigest);
  if (sha256 !== recipe.sha256) throw new Fault('recipe-changed', 'input', { file: path });
  const bytes = await readSmallFile(place, path, MOST_BYTES, 'bad-recipe');
  return recordFromBytes(bytes, path, CODES, checkRecipe);
}

async function checkRecipe(value: unknown): Promise<AlbumPlan> {
  const told = loose(value, '');
  refuseNewer(told);
  if (told.version !== 1) throw bad('version', '1', told.version);
  checkFields(LEADING, picked(told, LEADING), '');
  const passages = entries(told.passages, 'passages');
  for (const [i, one] of passages.entries()) {
    const where = `passages[${i}]`;
    checkFields(PASSAGE, picked(loose(one, where), PASSAGE), where);
    const { plan } = one as { plan?: unknown };
    if (plan !== null) await checkPlan(plan, pathTo(where, 'plan'));
  }
  entries(told.profiles, 'profiles').forEach(checkProfile);
  const album = loose(told.album, 'album');
  entries(album.songs, 'album.songs').forEach((song, i) => loose(song, `album.songs[${i}]`));
  const plan = value as AlbumPlan;
  refuseLooseEnds(plan);
  for (const [i, { path }] of plan.sources.entries()) refuseStray(`sources[${i}].path`, path);
  plan.passages.forEach(({ pieces }, p) => {
    for (const [i, { file }] of pieces.entries()) refuseStray(`passages[${p}].pieces[${i}].file`, file);
  });
  return plan;
}

type Loose = Readonly<Record<string, unknown>>;

function loose(value: unknown, where: string): Loose {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Loose;
  throw bad(where || 'the file', 'a record', value);
}

function entries(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value) && value.length <= MOST_ENTRIES) return value;
  throw bad(where, 'a list', value);
}

const picked = (told: Loose, table: FieldTable): Loose =>
  Object.fromEntries(Object.keys(table).map((name) => [name, told[name]]));

/** Mixes may lie beside the album or above it, but nothing is named by a path of another machine. */
function refuseStray(where: string, path: string): void {
  const below = path.replace(/^(\.\.\/)+/, '');
  if (!isInside(below)) throw bad(where, 'a path from the album’s folder on', path);
}
