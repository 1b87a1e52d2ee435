// Source files: every file that an album takes sound or pictures from, hashed, with what was heard in it.
import type { PassportSource } from '../deliver/passport/passport.ts';
import { formatLine } from '../report/format-words.ts';
import { framesToSeconds } from '../signal/units.ts';
import { Fault } from '../signal/fault.ts';
import type { AlbumPlan } from './album-plan.ts';
import type { Errands } from './errands/errand.ts';
import { HASH_ERRAND, type HashedFile } from './errands/hash-errand.ts';
import { sendAll } from './errands/send-all.ts';
import type { AlbumAt, HeardAlbumRecording } from './hear-album.ts';
import { pathIn } from './outputs.ts';
import type { Run } from './run.ts';

/** Each once: sounds in the order of the album, then its artwork. Stage: `hash`. Faults: those of the place. */
export async function sourceFiles(
  { folder, album }: Omit<AlbumAt, 'place'>,
  heard: readonly HeardAlbumRecording[],
  errands: Errands,
  run: Run,
): Promise<PassportSource[]> {
  const sounds = [...new Set(heard.flatMap(({ recording }) => recording.pieces.map(({ file }) => file)))];
  const files = album.artwork === null ? sounds : [...new Set([...sounds, album.artwork])];
  const orders = files.map((file) => ({
    order: { file: pathIn(folder, file), isSound: sounds.includes(file) },
    weight: 1,
  }));
  const hashed = await sendAll(errands, HASH_ERRAND, orders, 'hash', run);
  return files.map((path, i) => {
    const first = heard.find(({ recording }) => recording.pieces[0]!.file === path);
    const { bytes, sha256 } = hashed[i]!;
    return { path, bytes, sha256, format: formatOf(path, hashed[i]!, first), findings: findingsOf(first) };
  });
}

function formatOf(path: string, { format }: HashedFile, heard: HeardAlbumRecording | undefined): string {
  if (format === null) return (/\.([^./\\]+)$/.exec(path)?.[1] ?? 'file').toUpperCase();
  const { sampleRateHz, frames } = format;
  const durationS = heard?.mix.analysis.measurements.durationS ?? framesToSeconds(frames ?? 0, sampleRateHz);
  return formatLine({ ...format, durationS });
}

function findingsOf(heard: HeardAlbumRecording | undefined): PassportSource['findings'] {
  const { findings = [], mixNotes = [] } = heard?.mix.analysis ?? {};
  return [...findings, ...mixNotes].map(({ code, severity, startS, waived }) => ({
    code,
    severity,
    startS,
    waived: waived !== undefined,
  }));
}

/** Before anything is rendered again: the very files. Stage: `hash`. Faults: `source-changed` (`file`), those of the place. */
export async function refuseOtherSources(
  { sources }: AlbumPlan,
  folder: string,
  errands: Errands,
  run: Run,
): Promise<void> {
  const orders = sources.map(({ path, bytes }) => ({
    order: { file: pathIn(folder, path), isSound: false },
    weight: bytes,
  }));
  const hashed = await sendAll(errands, HASH_ERRAND, orders, 'hash', run);
  sources.forEach(({ path, sha256 }, i) => {
    if (hashed[i]!.sha256 !== sha256)
      throw new Fault('source-changed', 'input', { file: pathIn(folder, path) });
  });
}
