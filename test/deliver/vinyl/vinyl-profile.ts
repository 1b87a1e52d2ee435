// Vinyl profile: a plant's rules for tests, with whatever a test wants otherwise.
import type { Profile, VinylRules } from '../../../src/deliver/profiles/profile.ts';

const RULES: VinylRules = {
  sides: [
    { inches: 12, rpm: 33, bestMinutes: 18, mostMinutes: 23 },
    { inches: 7, rpm: 45, bestMinutes: 4, mostMinutes: 6 },
  ],
  levels: [],
  inches: 12,
  rpm: 33,
  ratesHz: [44100, 48000, 96000],
  bits: [24],
  ceilingDbtp: -0.1,
  monoBelowHz: 150,
  inPhaseBelowHz: 300,
  lowCutHz: 20,
  highCutHz: 16000,
  leastCorrelation: 0,
  mostRmsDbfs: -10,
  leastPlrDb: 12,
  order: 'kept',
  files: 'side',
};

export function vinylRulesWith(rules: Partial<VinylRules> = {}): VinylRules {
  return { ...RULES, ...rules };
}

export function vinylProfile(rules: Partial<VinylRules> = {}): Profile {
  return {
    version: 1,
    id: 'vinyl-plant',
    title: 'A plant',
    kind: 'vinyl',
    purpose: 'tests',
    sources: {},
    digital: null,
    cd: null,
    vinyl: vinylRulesWith(rules),
    playback: null,
  };
}
