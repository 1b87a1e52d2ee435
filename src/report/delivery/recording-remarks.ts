// Recording remarks: what a release should not go out without its artist having heard: silent songs, serious faults, one song twice.
import { capitalised, counted } from '../album/album-words.ts';
import type { DeliveredPassage } from './deliver-record.ts';

/** Below is what BS.1770 counts as silence at any length. */
const QUIET_DBTP = -60;
/** More songs are counted, not named. */
const MOST_NAMED = 4;

/** A sentence or two each; empty where there is nothing to say. */
export function recordingRemarks(passages: readonly DeliveredPassage[]): string[] {
  const silent = passages.filter(isSilent);
  const faulty = passages.filter((one) => one.errors > 0 && !isSilent(one));
  return [
    ...(silent.length === 0
      ? []
      : [
          `${named(silent)} ${silent.length === 1 ? 'is' : 'are'} silent. If that is not meant, export ${silent.length === 1 ? 'it' : 'them'} again, and look for a mute or a solo on the way.`,
        ]),
    ...(faulty.length === 0
      ? []
      : [
          `${named(faulty)} ${faulty.length === 1 ? 'has' : 'have'} serious faults in the recording. “lacquer check” on the file tells which, and where.`,
        ]),
    ...twins(passages),
  ];
}

/** What no loudness can be measured of because it is quiet, and not because it is short. */
const isSilent = ({ before: { integratedLufs, truePeakDbtp } }: DeliveredPassage): boolean =>
  integratedLufs === null && (truePeakDbtp === null || truePeakDbtp < QUIET_DBTP);

/** Two recordings never measure the same in every digit. */
function twins(passages: readonly DeliveredPassage[]): string[] {
  const groups = new Map<string, DeliveredPassage[]>();
  for (const passage of passages.filter((one) => !isSilent(one))) {
    const { before, durationS } = passage;
    const key = [before.integratedLufs, before.maxShortTermLufs, before.truePeakDbtp, durationS].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), passage]);
  }
  return [...groups.values()].flatMap((same) =>
    same.length < 2
      ? []
      : [`${named(same)} are one and the same sound. If that is not meant, a file is there twice.`],
  );
}

function named(passages: readonly DeliveredPassage[]): string {
  const titles = passages.map(({ songs }) => `“${songs.map(({ title }) => title).join(' / ')}”`);
  if (titles.length === 1) return titles[0]!;
  if (titles.length > MOST_NAMED) return capitalised(counted(titles.length, 'song'));
  return `${titles.slice(0, -1).join(', ')} and ${titles.at(-1)!}`;
}
