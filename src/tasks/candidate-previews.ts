// Candidate previews: fifteen seconds of the loudest and of the quietest part, as each candidate leaves them, equally loud.
import type { Place } from '../files/place.ts';
import { CANDIDATE_IDS, type CandidateId } from '../master/candidates/candidate.ts';
import type { Span } from '../master/plan.ts';
import type { Excerpt } from '../master/trial/excerpts.ts';
import type { Measurements } from '../measure/measurements.ts';
import { evenGains } from '../preview/level-match.ts';
import type { CandidatePreview, PreviewPart } from '../report/candidates-record.ts';
import { outputIn, type Output } from './outputs.ts';
import { clipLevel, stageClip, type Clip, type ClipLevel } from './write-clip.ts';

/** A stretch of the song that every candidate is heard on. */
export interface PreviewStretch extends Span {
  readonly part: PreviewPart;
}

/** One candidate's telling sections, rendered. */
export interface HeardSections {
  readonly id: CandidateId;
  readonly excerpts: readonly Excerpt[];
}

/** The loudest and the quietest 15 s, the second only where it is another one; all of a song that is too short for that. */
export function previewStretches({ sections, durationS }: Measurements): PreviewStretch[] {
  const [loud, quiet] = [sections?.loudest15S ?? null, sections?.quietest15S ?? null];
  if (loud === null) return [{ part: 'whole', startS: 0, endS: durationS }];
  const first = { part: 'loud', startS: loud.startS, endS: loud.endS } as const;
  const apart = quiet !== null && (quiet.startS >= loud.endS || quiet.endS <= loud.startS);
  return apart ? [first, { part: 'quiet', startS: quiet.startS, endS: quiet.endS }] : [first];
}

export function previewOutput(folder: string, name: string, id: CandidateId, part: PreviewPart): Output {
  return outputIn(folder, `${name}.${id}.${part}.flac`);
}

const PARTS: readonly PreviewPart[] = ['whole', 'loud', 'quiet'];

/** Every preview that a run may have written of this song. */
export function everyPreview(folder: string, name: string): Output[] {
  return CANDIDATE_IDS.flatMap((id) => PARTS.map((part) => previewOutput(folder, name, id, part)));
}

/** Stages the files of one stretch, one a candidate, in their order. */
export async function stagePreviews(
  place: Place,
  { part, startS, endS }: PreviewStretch,
  candidates: readonly HeardSections[],
  outputs: readonly Output[],
  seed: number,
): Promise<CandidatePreview[]> {
  const clips = candidates.map(({ excerpts }) => clipOf(excerpts, { startS, endS }));
  const levels: ClipLevel[] = [];
  for (const clip of clips) levels.push(await clipLevel(clip));
  const gains = unclipped(levels, evenGains(levels.map(({ integratedLufs }) => integratedLufs)));
  const previews: CandidatePreview[] = [];
  for (const [i, clip] of clips.entries()) {
    const gainDb = gains[i]!;
    const { integratedLufs } = await stageClip(place, outputs[i]!, { ...clip, gainDb }, seed);
    previews.push({ part, path: outputs[i]!.name, startS, endS, gainDb, integratedLufs });
  }
  return previews;
}

/** A mix may stand above full scale, which no file of whole numbers holds: then all come down together. */
export function unclipped(levels: readonly ClipLevel[], gains: readonly number[]): number[] {
  const over = levels.reduce(
    (most, { truePeakDbtp }, i) => Math.max(most, (truePeakDbtp ?? 0) + gains[i]!),
    0,
  );
  return gains.map((gain) => gain - over);
}

/** The stretch out of the section that holds it. */
function clipOf(excerpts: readonly Excerpt[], { startS, endS }: Span): Clip {
  const holds = excerpts.find((one) => one.startS <= startS && one.endS >= endS) ?? excerpts[0]!;
  const { format, leadFrames } = holds;
  const from = leadFrames + Math.round((startS - holds.startS) * format.sampleRateHz);
  const to = from + Math.round((endS - startS) * format.sampleRateHz);
  return { pieces: [holds.channels.map((samples) => samples.subarray(from, to))], format, gainDb: 0 };
}
