// Asked rules: what a plant asks for, figure by figure, and where each is from, for the papers that go with a cut.
import { sourceOf } from '../profiles/profile-source.ts';
import type { Profile, VinylRules } from '../profiles/profile.ts';
import type { AskedRule } from './vinyl-cut.ts';

const FIELDS = [
  'ceilingDbtp',
  'leastPlrDb',
  'mostRmsDbfs',
  'monoBelowHz',
  'inPhaseBelowHz',
  'leastCorrelation',
  'lowCutHz',
  'highCutHz',
] as const satisfies readonly (keyof VinylRules)[];

/** Of those fields that the plant sets. */
export function askedRules(profile: Profile, rules: VinylRules): AskedRule[] {
  return FIELDS.flatMap((field) => {
    const value = rules[field];
    return value === null ? [] : [{ field, value, source: sourceOf(profile, `vinyl.${field}`) }];
  });
}
