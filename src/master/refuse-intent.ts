// Refuse intent: what an artist asks, from a command line or another program, checked before a song is listened to.
import { Fault } from '../signal/fault.ts';
import { unknownName } from '../signal/nearest-name.ts';
import { BUDGET_RANGE, LOUDNESS_RANGE_LUFS, type DamageBudget, type Intent } from './intent.ts';
import { lockNamed, stageNamed } from './stage.ts';

/** How limits of damage are called where they are asked for. */
export const LIMIT_NAMES: Readonly<Record<string, keyof DamageBudget>> = {
  distortion: 'distortionDb',
  crest: 'crestLossDb',
  tone: 'toneChangeDb',
  reduction: 'reductionDb',
};

const AMOUNT = { min: 0, max: 100 } as const;
const CEILING = { min: -24, max: 0 } as const;

/**
 * Faults: `bad-amount`, `bad-ceiling`, `bad-loudness`, `unknown-stage`, `unknown-lock`, `unknown-limit`, `bad-limit`. The style is asked of
 * whoever knows the styles.
 */
export function refuseIntent({ amount, ceilingDbtp, loudness, only, without, locks, budget }: Intent): void {
  if (!isIn(amount, AMOUNT)) throw new Fault('bad-amount', 'usage', { value: amount, ...AMOUNT });
  if (!isIn(ceilingDbtp, CEILING))
    throw new Fault('bad-ceiling', 'usage', { value: ceilingDbtp, ...CEILING });
  if (loudness.mode === 'target' && !isIn(loudness.lufs, LOUDNESS_RANGE_LUFS))
    throw new Fault('bad-loudness', 'usage', { value: loudness.lufs, ...LOUDNESS_RANGE_LUFS });
  for (const stage of [...only, ...without]) stageNamed(stage);
  for (const lock of locks) lockNamed(lock);
  for (const [name, value] of Object.entries(budget)) refuseLimit(name, value);
}

/** `name`: the field. */
function refuseLimit(name: string, value: number): void {
  const said = Object.keys(LIMIT_NAMES).find((one) => LIMIT_NAMES[one] === name);
  if (said === undefined) throw unknownName('unknown-limit', name, Object.values(LIMIT_NAMES));
  const range = BUDGET_RANGE[name as keyof DamageBudget];
  if (!isIn(value, range)) throw new Fault('bad-limit', 'usage', { name: said, value, ...range });
}

/** `crest=1.5,distortion=-30`: the limits that are named. Faults: `unknown-limit`, `bad-limit`. */
export function parseBudget(text: string): Partial<DamageBudget> {
  const limits: Partial<Record<keyof DamageBudget, number>> = {};
  for (const { name, value } of assignments(text)) {
    if (!Object.hasOwn(LIMIT_NAMES, name)) throw unknownName('unknown-limit', name, Object.keys(LIMIT_NAMES));
    const field = LIMIT_NAMES[name]!;
    refuseLimit(field, value);
    limits[field] = value;
  }
  return limits;
}

/** `tone=50,glue=0`: shares 0…1 by move. Faults: `unknown-move` where `known` has no such id, `bad-strength`. */
export function parseStrengths(text: string, known: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    assignments(text).map(({ name, value }) => {
      if (!known.includes(name)) throw unknownName('unknown-move', name, known);
      if (!isIn(value, AMOUNT)) throw new Fault('bad-strength', 'usage', { name, value, ...AMOUNT });
      return [name, value / 100];
    }),
  );
}

/** Where no number follows, the value is NaN, which no range has. */
function assignments(text: string): { name: string; value: number }[] {
  return listed(text).map((part) => {
    const [name = '', value = ''] = part.split('=').map((each) => each.trim());
    return { name, value: value === '' ? Number.NaN : Number(value) };
  });
}

/** Names separated by commas. */
export function listed(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function isIn(value: number, { min, max }: { readonly min: number; readonly max: number }): boolean {
  return value >= min && value <= max;
}
