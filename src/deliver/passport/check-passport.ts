// Check passport: a passport from outside, checked field by field; a path that leads out of its folder is refused.
import { Fault } from '../../signal/fault.ts';
import { checkFields } from '../../records/check-fields.ts';
import { recordFromBytes, type RecordCodes } from '../../records/record-text.ts';
import type { Passport, PassportFile } from './passport.ts';
import { PASSPORT_FIELDS } from './passport-shape.ts';

const CODES: RecordCodes = { 'bad-record': 'bad-passport', 'unknown-field': 'bad-passport' };

/** The version of passports and recipes that is written and read. */
const READ_VERSION = 1;
const HASH = /^[0-9a-f]{64}$/;

/** Faults of kind `usage`: `bad-passport` (`file`, `where`, `what`, `line`, `column`), `newer-record` (`file`, `version`). */
export async function passportFromBytes(bytes: Uint8Array, file: string): Promise<Passport> {
  return recordFromBytes(bytes, file, CODES, (value) => {
    refuseNewer(value);
    const passport = checkFields(PASSPORT_FIELDS, value, '') as unknown as Passport;
    const taken = new Set<string>();
    refuseOddFile('recipe', passport.recipe, taken);
    passport.papers.forEach((paper, i) => refuseOddFile(`papers[${i}]`, paper, taken));
    passport.deliveries.forEach(({ files }, d) => {
      for (const [f, file] of files.entries()) refuseOddFile(`deliveries[${d}].files[${f}]`, file, taken);
    });
    return passport;
  });
}

/** A whole number above the version that is read: what stands in it is not judged. Fault: `newer-record`. */
export function refuseNewer(value: unknown): void {
  const { version } = { ...(value as { readonly version?: unknown } | null) };
  if (Number.isSafeInteger(version) && (version as number) > READ_VERSION)
    throw new Fault('newer-record', 'usage', { version: version as number });
}

/** What is below a folder by its name alone, on every machine. */
export function isInside(path: string): boolean {
  const parts = path.split('/');
  return !/[\\:]/.test(path) && !parts.some((part) => part === '' || part === '.' || part === '..');
}

type Told = Pick<PassportFile, 'path' | 'sha256'> & Partial<Pick<PassportFile, 'soundSha256'>>;

/** `taken`: the paths before it. */
function refuseOddFile(where: string, { path, sha256, soundSha256 }: Told, taken: Set<string>): void {
  if (!isInside(path)) throw odd(`${where}.path`, 'leads out of the passport’s folder');
  if (taken.has(path)) throw odd(`${where}.path`, 'stands twice');
  taken.add(path);
  if (!HASH.test(sha256)) throw odd(`${where}.sha256`, 'must be 64 hexadecimal digits');
  if (!HASH.test(soundSha256 ?? sha256)) throw odd(`${where}.soundSha256`, 'must be 64 hexadecimal digits');
}

function odd(where: string, what: string): Fault {
  return new Fault('bad-record', 'usage', { where, what: `${where} ${what}`, nearest: null });
}
