// Waive command: `lacquer waive`: a finding is meant to be so; it is remembered by the sound around it.
import { diskPlace } from '../places/disk.ts';
import { clock } from '../report/figures.ts';
import { printable, wrapped } from '../report/text-style.ts';
import { secondsOfClock } from '../signal/clock-time.ts';
import { Fault } from '../signal/fault.ts';
import { readProfile } from '../tasks/read-profile.ts';
import type { Run } from '../tasks/run.ts';
import { unwaiveSong, waiversOfSong, waiveSong, type PlacedWaiver } from '../tasks/waive-song.ts';
import { waiverFileOf } from '../tasks/waiver-file.ts';
import type { WaiveOptions } from './command-options.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { interruptible } from './interrupt.ts';
import { createProgressLine, NO_PROGRESS } from './progress-line.ts';
import { terminalText } from './terminal-text.ts';

export async function waiveCommand(
  song: string,
  code: string | undefined,
  options: WaiveOptions,
): Promise<ExitStatus> {
  const line = options.json ? NO_PROGRESS : createProgressLine(process.stderr);
  try {
    const told = await interruptible((signal) =>
      waive(song, code, options, { signal, progress: line.progress }),
    );
    line.clear();
    console.log(told);
    return EXIT.done;
  } finally {
    line.clear();
  }
}

async function waive(
  song: string,
  code: string | undefined,
  options: WaiveOptions,
  run: Run,
): Promise<string> {
  const file = options.waivers ?? waiverFileOf(song);
  const atS = options.at === undefined ? null : parseTime(options.at);
  if (options.list) return listText(await waiversOfSong(diskPlace(), song, file, run), song, options);
  if (code === undefined)
    throw missing('the finding', 'lacquer waive song.wav click --note "…"; or use --list');
  if (options.remove) {
    const count = await unwaiveSong(diskPlace(), song, file, { code, atS }, run);
    return `Took back ${count} ${count === 1 ? 'waiver' : 'waivers'} of ${code}.`;
  }
  const note = options.note?.trim() ?? '';
  if (note === '') throw missing('--note', '--note "the needle drop belongs to the intro"');
  const profile = await readProfile(diskPlace(), options.profile);
  const made = await waiveSong(diskPlace(), song, file, { code, atS, note, profile }, run);
  const places = made
    .map(({ startS }) => placeWords(startS))
    .join(', ')
    .replaceAll(', at ', ', ');
  return `Waived: ${code} ${places}. It is kept in ${printable(file)}.`;
}

function missing(what: string, example: string): Fault {
  return new Fault('missing-word', 'usage', { what, example });
}

function listText(placed: readonly PlacedWaiver[], song: string, { json }: WaiveOptions): string {
  if (json) {
    const waivers = placed.map(({ waiver: { code, channel, note }, place }) => ({
      code,
      channel,
      ...place,
      note,
    }));
    return JSON.stringify({ version: 1, path: song, waivers }, null, 2);
  }
  if (placed.length === 0) return 'Nothing of this song is waived.';
  const { width } = terminalText();
  return placed
    .flatMap(({ waiver, place }) => [
      `${waiver.code}  ${placeWords(place.startS)}${sideWords(waiver.channel)}`,
      ...wrapped(printable(waiver.note), width, '  '),
    ])
    .join('\n');
}

const sideWords = (channel: string | null): string =>
  channel === 'left' || channel === 'right' ? ` ${channel}` : '';

const placeWords = (startS: number | null): string =>
  startS === null ? 'in the whole song' : `at ${clock(Math.max(0, startS), 2)}`;

/** `1:23.4`, `1:02:03` or seconds. Fault `bad-time`. */
export function parseTime(text: string): number {
  const s = secondsOfClock(text);
  if (s === null) throw new Fault('bad-time', 'usage', { value: text });
  return s;
}
