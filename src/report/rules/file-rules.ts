// File rules: a file that is damaged, though it could be read, or has no sound in it: told as findings, so that it never passes.
import type { ReadNote } from '../../files/format.ts';
import type { Measurements } from '../../measure/measurements.ts';
import type { Finding, Severity } from '../../inspect/finding.ts';

const DAMAGED_FILE = 'damaged-file';
const NO_SOUND = 'no-sound';

/** The codes of these findings. */
export const FILE_RULES: readonly string[] = [DAMAGED_FILE, NO_SOUND];

/** Notes that tell of sound that is lost or was changed; those that are not named here cost no sound. */
const DAMAGE: Readonly<Record<string, Severity>> = {
  'data-cut-short': 'error',
  'damaged-frames': 'error',
  'damaged-page': 'error',
  'checksum-mismatch': 'error',
  'non-finite-samples': 'error',
  resynchronised: 'warning',
  'second-data-chunk': 'warning',
  'frame-count-differs': 'warning',
};

/** One finding a note, of the whole file. `facts` are those of the note, and its code as `note`. */
export function fileDamage(notes: readonly ReadNote[]): Finding[] {
  return notes.flatMap((note) => {
    const severity = severityOf(note);
    if (severity === null) return [];
    return [{ ...WHOLE_FILE, code: DAMAGED_FILE, severity, facts: { ...note.facts, note: note.code } }];
  });
}

/** Streams that only end within a frame lack a few hundredths of a second; a promised length that is missed is a torn copy. */
function severityOf({ code, facts }: ReadNote): Severity | null {
  if (code === 'truncated') return facts.declaredFrames === undefined ? 'warning' : 'error';
  return DAMAGE[code] ?? null;
}

/** A file in which every sample is zero. */
export function noSound({ samplePeakDbfs }: Pick<Measurements['peak'], 'samplePeakDbfs'>): Finding[] {
  return samplePeakDbfs === null ? [{ ...WHOLE_FILE, code: NO_SOUND, severity: 'error' }] : [];
}

const WHOLE_FILE = {
  confidence: 1,
  channel: null,
  startS: null,
  endS: null,
  value: null,
  unit: null,
} as const;
