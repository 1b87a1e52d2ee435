// Lacquer as a library: check a song, master a song, deliver an album; on this machine's disk unless another place is given.
import { lendAacDecoder, lendReadApart, type ReadApart } from './files/decoder-registry.ts';
import type { Place } from './files/place.ts';
import { DEFAULT_INTENT, type Intent } from './master/intent.ts';
import type { CandidatesRecord } from './report/candidates-record.ts';
import {
  DEFAULT_STRENGTHS,
  type MatchStrengths,
  type Reference,
  type Signature,
} from './master/reference/signature.ts';
import type { Style } from './master/style/style.ts';
import type { CheckRecord } from './report/check-record.ts';
import type { DeliverRecord } from './report/delivery/deliver-record.ts';
import type { Report } from './report/report.ts';
import { albumOfSong } from './tasks/album-of-song.ts';
import { checkSong } from './tasks/check-song.ts';
import { deliverAlbum, planDeliveries, type DeliverOptions } from './tasks/deliver-album.ts';
import { masterSong, type MasterOptions } from './tasks/master-song.ts';
import { proposeCandidates, type CandidatesOptions } from './tasks/propose-candidates.ts';
import { readAlbum } from './tasks/read-album.ts';
import { readProfile } from './tasks/read-profile.ts';
import { parseReferences, readReferences } from './tasks/read-references.ts';
import { profilesNamed } from './deliver/profiles/profiles-named.ts';
import type { Profile } from './deliver/profiles/profile.ts';
import { readStyle } from './tasks/read-style.ts';
import { saveSignature as saveSignatureAt, type SaveOptions } from './tasks/save-signature.ts';
import type { Run } from './tasks/run.ts';
import { readWaivers } from './tasks/waiver-file.ts';

export { checkAlbum } from './album/album-file/check-album.ts';
export type { Album, AlbumSong } from './album/album.ts';
export type { Profile } from './deliver/profiles/profile.ts';
export { profilesNamed } from './deliver/profiles/profiles-named.ts';
export { memoryPlace } from './files/memory-place.ts';
export type { Place } from './files/place.ts';
export type { Finding } from './inspect/finding.ts';
export type { Analysis } from './master/analysis.ts';
export { DEFAULT_INTENT, type Intent, type LoudnessIntent } from './master/intent.ts';
export { checkPlan } from './master/plan-file/check-plan.ts';
export { diffPlans, type PlanDiff } from './master/plan-file/diff-plans.ts';
export type { Plan } from './master/plan.ts';
export type { MatchStrengths, Reference, Signature } from './master/reference/signature.ts';
export { revisePlan, type HeardMix } from './master/revise/revise-plan.ts';
export type { Measurements } from './measure/measurements.ts';
export type { CandidatesRecord } from './report/candidates-record.ts';
export type { CheckRecord } from './report/check-record.ts';
export type { AlbumReport } from './report/album/album-report.ts';
export type { DeliverRecord } from './report/delivery/deliver-record.ts';
export type { Report } from './report/report.ts';
export { faultWords, findingWords } from './report/words.ts';
export { Fault } from './signal/fault.ts';
export { analyseSong } from './tasks/analyse-song.ts';
export { convertSong } from './tasks/convert-song.ts';
export { PLAIN_WISH, type ConvertWish } from './tasks/convert-target.ts';
export { extractDisc } from './tasks/disc/extract-disc.ts';
export { importDisc } from './tasks/disc/import-disc.ts';
export { writePlayer } from './tasks/disc/write-player.ts';
export { albumFlow, orderOfAlbum, writeSeams } from './tasks/album-flow.ts';
export type { AlbumPlan } from './tasks/album-plan.ts';
export { deliverFromPlan } from './tasks/deliver-from-plan.ts';
export { masterSong } from './tasks/master-song.ts';
export { planSong } from './tasks/plan-song.ts';
export type { Run } from './tasks/run.ts';

export interface CheckRequest {
  /** Loudness and peaks only. */
  readonly quick?: boolean;
  /** A profile's name, or the path of a JSON file: what counts as an error, and limits. `mix` unless told. */
  readonly profile?: string;
  /** The path of a file of waivers; none unless told. */
  readonly waivers?: string;
  /** Where the files are; the disk unless told. */
  readonly place?: Place;
  readonly run?: Run;
}

/** Measures and inspects one file; what `lacquer check --json` says of it. Throws a Fault when it cannot be read. */
export async function check(path: string, request: CheckRequest = {}): Promise<CheckRecord> {
  const place = request.place ?? (await disk());
  const profile = await readProfile(place, request.profile);
  const waivers = request.waivers === undefined ? [] : await readWaivers(place, request.waivers, true);
  const quick = request.quick === true;
  return (await checkSong(place, path, { quick, profile, waivers }, request.run)).record;
}

/**
 * Where to work and what to ask of the judgement; the defaults where nothing is said. `style` may also be the path of a style
 * file.
 */
interface Asked extends Partial<Intent> {
  /** Finished records or saved signatures by their paths (`record.wav:0.5` counts half), or one that was read: led by these. */
  readonly reference?: string | readonly string[] | Reference | null;
  /** How much of each part of the match, 0…1. */
  readonly referenceStrength?: Partial<MatchStrengths>;
  readonly place?: Place;
  readonly run?: Run;
}

export interface MasterRequest extends Omit<MasterOptions, 'reference'>, Asked {}

export interface CandidatesRequest extends Omit<CandidatesOptions, 'reference'>, Asked {}

/**
 * Masters one mix into `outFolder`: 24-bit WAV and FLAC, 16-bit 44.1 kHz WAV, plan.json, report.json, report.html, as
 * `lacquer master` does. Throws a Fault, and then leaves no file.
 */
export async function master(mix: string, outFolder: string, request: MasterRequest = {}): Promise<Report> {
  const { intent, ownStyle, reference, place } = await asked(request);
  return masterSong(place, mix, outFolder, intent, { ...request, ownStyle, reference }, request.run);
}

/**
 * A few ways to master one mix, best first, with equally loud previews, candidates.json and candidates.html in `outFolder`,
 * as `lacquer candidates` does. Throws a Fault, and then leaves no file.
 */
export async function candidates(
  mix: string,
  outFolder: string,
  request: CandidatesRequest = {},
): Promise<CandidatesRecord> {
  const { intent, ownStyle, reference, place } = await asked(request);
  return proposeCandidates(place, mix, outFolder, intent, { ...request, ownStyle, reference }, request.run);
}

export interface DeliverRequest extends DeliverOptions {
  /** For whom: names with commas between them, paths of files of your own, or profiles that were read. */
  readonly to: string | readonly string[] | readonly Profile[];
  /** Listens, judges and balances only: nothing is rendered or written. */
  readonly dryRun?: boolean;
  /** ISO 8601: when it was made, as papers and files tell it. */
  readonly date: string;
  /** How many threads work at once, on the disk; one after the other, in this thread, unless told. */
  readonly threads?: number;
  readonly place?: Place;
  readonly run?: Run;
}

/**
 * Masters an album (an album file) or one song and makes everything that is asked for, in a folder each below `outFolder`, as
 * `lacquer deliver` does. Throws a Fault, and then leaves no file; a delivery that is refused is told in the record, and not there.
 */
export async function deliver(
  album: string,
  outFolder: string,
  request: DeliverRequest,
): Promise<DeliverRecord> {
  const place = request.place ?? (await disk());
  const named = [request.to].flat();
  const given = named.filter((one): one is Profile => typeof one !== 'string');
  const asked = named.filter((one): one is string => typeof one === 'string');
  const profiles = [...given, ...(asked.length > 0 ? await profilesNamed(place, asked) : [])];
  const read = ALBUM_FILE.test(album) ? readAlbum : albumOfSong;
  const at = { place, ...(await read(place, album)) };
  const threads =
    request.threads === undefined || request.place !== undefined
      ? null
      : (await import('./cli/asked-threads.ts')).askedThreads({ threads: request.threads }, place);
  try {
    const options = { ...request, ...(threads === null ? {} : { errands: threads }) };
    const work = request.dryRun === true ? planDeliveries : deliverAlbum;
    return await work(at, profiles, outFolder, options, request.run);
  } finally {
    await threads?.close();
  }
}

const ALBUM_FILE = /\.(ya?ml|json)$/i;

interface Wanted {
  readonly intent: Intent;
  readonly ownStyle: Style;
  readonly reference: Reference | null;
  readonly place: Place;
}

async function asked(given: Asked): Promise<Wanted> {
  const fields = Object.keys(DEFAULT_INTENT) as (keyof Intent)[];
  const said = fields.filter((field) => given[field] !== undefined).map((field) => [field, given[field]]);
  const intent: Intent = { ...DEFAULT_INTENT, ...Object.fromEntries(said) };
  const place = given.place ?? (await disk());
  const ownStyle = await readStyle(place, intent.style);
  const reference = await referenceOf(place, given);
  return { intent: { ...intent, style: ownStyle.id }, ownStyle, reference, place };
}

async function referenceOf(
  place: Place,
  { reference = null, referenceStrength = {}, run }: Asked,
): Promise<Reference | null> {
  if (reference === null) return null;
  const strengths = { ...DEFAULT_STRENGTHS, ...referenceStrength };
  if (typeof reference === 'object' && 'signature' in reference) return reference;
  const named = typeof reference === 'string' ? [reference] : reference;
  const signature = await readReferences(place, await parseReferences(place, named), run);
  return { signature, strengths };
}

export interface SignatureRequest extends SaveOptions {
  readonly place?: Place;
  readonly run?: Run;
}

/**
 * Hears finished records (`record.wav:2` counts twice) and keeps how they sound in `outPath`, as `lacquer reference save` does.
 * Throws a Fault, and then leaves no file.
 */
export async function saveSignature(
  records: readonly string[],
  outPath: string,
  request: SignatureRequest = {},
): Promise<Signature> {
  const place = request.place ?? (await disk());
  return saveSignatureAt(place, await parseReferences(place, records), outPath, request, request.run);
}

/** The thread of foreign decoders: its file stands beside the command line, as source and when built. */
const WORKER = new URL(import.meta.url.replace(/index(?=\.[jt]s$)/, 'cli/decode-worker'));
let apart: ReadApart | null = null;

/** Loaded only where it is used, so that a page can bundle the rest. */
async function disk(): Promise<Place> {
  const [{ diskPlace }, { ffmpegAacDecoder }, { lazyDecoderThread }] = await Promise.all([
    import('./places/disk.ts'),
    import('./places/ffmpeg-aac.ts'),
    import('./places/start-decoder-thread.ts'),
  ]);
  lendAacDecoder(ffmpegAacDecoder());
  lendReadApart((apart ??= lazyDecoderThread(WORKER)));
  return diskPlace();
}
