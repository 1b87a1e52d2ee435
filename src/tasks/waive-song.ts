// Waive song: marks findings of a song as intended, takes the mark back, and lists what is marked.
import type { Place } from '../files/place.ts';
import { openAudio } from '../files/open.ts';
import type { Finding } from '../inspect/finding.ts';
import { covers, placeOf, waiverOf, type WaivedPlace, type Waiver } from '../inspect/waivers.ts';
import { createContentPrint, type ContentPrint } from '../measure/content-print.ts';
import { pump } from '../measure/measure.ts';
import type { RuleProfile } from '../report/rules/rule-profile.ts';
import { clock } from '../report/figures.ts';
import { Fault } from '../signal/fault.ts';
import { hearPrinted, judgedSong } from './check-song.ts';
import { SILENT_RUN, type Run } from './run.ts';
import { readWaivers, writeWaivers } from './waiver-file.ts';
import { watchSource } from './watch-source.ts';

/** What a waiver is asked for. */
export interface WaiveRequest {
  readonly code: string;
  /** null: everywhere in the song. */
  readonly atS: number | null;
}

/** A waiver that belongs to a song, and where it stands in it now. */
export interface PlacedWaiver {
  readonly waiver: Waiver;
  readonly place: WaivedPlace;
}

/** A place that was pointed at by hand is meant within half a second. */
const POINTING_S = 0.5;

/**
 * Waives every finding that is meant, in `file`; what was waived there before gets the new note. Faults:
 * `nothing-to-waive`, `nothing-to-remember`, `bad-waivers`, those of places and formats.
 */
export async function waiveSong(
  place: Place,
  path: string,
  file: string,
  request: WaiveRequest & { readonly note: string; readonly profile: RuleProfile },
  run: Run = SILENT_RUN,
): Promise<Waiver[]> {
  const before = await readWaivers(place, file);
  const { song, print } = await hearPrinted(place, path, false, run);
  const judged = judgedSong(path, song, request.profile);
  const meant = meantFindings([...judged.findings, ...judged.mixNotes], request);
  const made = meant.map((finding) => remembered(finding, print, path, request.note));
  const kept = before.filter((waiver) => {
    const there = placeOf(waiver, print);
    return there === null || !meant.some((finding) => covers(waiver, there, finding));
  });
  await writeWaivers(place, file, [...kept, ...made]);
  return made;
}

function remembered(finding: Finding, print: ContentPrint, path: string, note: string): Waiver {
  const waiver = waiverOf(finding, print, { song: path.replace(/^.*[\\/]/, ''), note });
  if (waiver === null) throw new Fault('nothing-to-remember', 'input', { file: path });
  return waiver;
}

function meantFindings(findings: readonly Finding[], { code, atS }: WaiveRequest): Finding[] {
  const ofCode = findings.filter((finding) => finding.code === code);
  const meant = ofCode.filter((finding) => isAt(finding, atS));
  if (meant.length > 0) return meant;
  const places = ofCode
    .map(({ startS }) => (startS === null ? 'in the whole song' : `at ${clock(startS, 2)}`))
    .join(', ');
  const found = [...new Set(findings.map((finding) => finding.code))].join(', ') || 'nothing';
  throw new Fault('nothing-to-waive', 'usage', { code, places, found });
}

function isAt({ startS, endS }: WaivedPlace, atS: number | null): boolean {
  if (atS === null || startS === null) return true;
  return atS >= startS - POINTING_S && atS <= (endS ?? startS) + POINTING_S;
}

/** Takes waivers of this song back; how many. Faults: `no-such-waiver`, and as above. */
export async function unwaiveSong(
  place: Place,
  path: string,
  file: string,
  { code, atS }: WaiveRequest,
  run: Run = SILENT_RUN,
): Promise<number> {
  const all = await readWaivers(place, file);
  const placed = await waiversOfSong(place, path, file, run);
  const gone = new Set(
    placed.filter((one) => one.waiver.code === code && isAt(one.place, atS)).map(({ waiver }) => key(waiver)),
  );
  if (gone.size === 0) throw new Fault('no-such-waiver', 'usage', { code });
  const kept = all.filter((waiver) => !gone.has(key(waiver)));
  await writeWaivers(place, file, kept);
  return all.length - kept.length;
}

const key = (waiver: Waiver): string => JSON.stringify(waiver);

/** Those in `file` that belong to this song, by its sound. */
export async function waiversOfSong(
  place: Place,
  path: string,
  file: string,
  run: Run = SILENT_RUN,
): Promise<PlacedWaiver[]> {
  const waivers = await readWaivers(place, file);
  const print = await printSong(place, path, run);
  return waivers.flatMap((waiver) => {
    const there = placeOf(waiver, print);
    return there === null ? [] : [{ waiver, place: there }];
  });
}

async function printSong(place: Place, path: string, run: Run): Promise<ContentPrint> {
  const { source } = await openAudio(place, path);
  try {
    const meter = createContentPrint(source.format);
    await pump(watchSource(source, run, 'listen'), [meter]);
    return meter.result();
  } finally {
    await source.close();
  }
}
