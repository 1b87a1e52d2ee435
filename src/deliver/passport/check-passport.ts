// Check passport: a passport from outside, checked field by field; a path that leads out of its folder is refused.
import { Fault } from '../../signal/fault.ts';
import { checkFields } from '../../records/check-fields.ts';
import { recordFromBytes, type RecordCodes } from '../../records/record-text.ts';
import type { Passport } from './passport.ts';
import { PASSPORT_FIELDS } from './passport-shape.ts';

const CODES: RecordCodes = { 'bad-record': 'bad-passport', 'unknown-field': 'bad-passport' };

/** Faults of kind `usage`: `bad-passport` (`file`, `where`, `what`, `line`, `column`). */
export async function passportFromBytes(bytes: Uint8Array, file: string): Promise<Passport> {
  return recordFromBytes(bytes, file, CODES, (value) => {
    const passport = checkFields(PASSPORT_FIELDS, value, '') as unknown as Passport;
    refuseStrayPath('recipe.path', passport.recipe.path);
    passport.deliveries.forEach(({ files }, d) => {
      for (const [f, { path }] of files.entries()) refuseStrayPath(`deliveries[${d}].files[${f}].path`, path);
    });
    return passport;
  });
}

/** What is below a folder by its name alone, on every machine. */
export function isInside(path: string): boolean {
  const parts = path.split('/');
  return !/[\\:]/.test(path) && !parts.some((part) => part === '' || part === '.' || part === '..');
}

function refuseStrayPath(where: string, path: string): void {
  if (isInside(path)) return;
  throw new Fault('bad-record', 'usage', {
    where,
    what: `${where} leads out of the passport’s folder`,
    nearest: null,
  });
}
