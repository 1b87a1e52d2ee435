// Planned files: which files a record becomes, by its profile and its sides; what the maker writes and what is looked for again.
import type { DeliveryRoom } from '../delivery.ts';
import type { Profile, VinylRules } from '../profiles/profile.ts';
import { bandFileName, sideFileName } from './cut-names.ts';
import type { LaidRecord } from './lay-record.ts';
import type { CutFile, VinylCut, VinylSide } from './vinyl-cut.ts';

/** A file to be: everything but what is known when it is written. */
export type PlannedFile = Omit<CutFile, 'soundSha256'>;

/** Of a profile of another kind there is nothing to make: a mistake of ours. */
export function vinylRules({ id, vinyl }: Profile): VinylRules {
  if (vinyl === null) throw new Error(`${id} has no rules for vinyl`);
  return vinyl;
}

export function cutText(cut: VinylCut): string {
  return `${JSON.stringify(cut)}\n`;
}

/** A band's own file ends where the next one's begins, so that joined together they are the side. */
export function plannedFiles(
  { mastered }: Pick<DeliveryRoom, 'mastered'>,
  { sampleRateHz }: Pick<LaidRecord, 'sampleRateHz'>,
  { name, bands, frames }: Pick<VinylSide, 'name' | 'bands' | 'frames'>,
  { files }: Pick<VinylRules, 'files'>,
): PlannedFile[] {
  const whole = {
    path: sideFileName(mastered.album, name),
    side: name,
    label: null,
    fromFrame: 0,
    toFrame: frames,
  };
  const starts = bands.map(({ startS }, i) => (i === 0 ? 0 : Math.round(startS * sampleRateHz)));
  const parts = bands.map((band, i) => ({
    path: bandFileName(band),
    side: name,
    label: band.label,
    fromFrame: starts[i]!,
    toFrame: starts[i + 1] ?? frames,
  }));
  return [...(files === 'track' ? [] : [whole]), ...(files === 'side' ? [] : parts)];
}
