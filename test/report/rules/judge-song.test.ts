// Judging by a profile: severities, what is turned off, what is too unsure to be made worse, and every limit on both sides.
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/inspect/finding.ts';
import { judgeSong } from '../../../src/report/rules/judge-song.ts';
import type { HeardSong } from '../../../src/report/rules/limit-rules.ts';
import { LIMIT_RULES } from '../../../src/report/rules/limit-rules.ts';
import type { RuleProfile } from '../../../src/report/rules/rule-profile.ts';
import { profileById } from '../../../src/report/rules/rule-profiles.ts';
import { findingWords } from '../../../src/report/words.ts';
import { sampleMeasurements } from '../sample-report.ts';

const MIX = profileById('mix');

const finding = (code: string, changes: Partial<Finding> = {}): Finding => ({
  code,
  severity: 'warning',
  confidence: 0.9,
  channel: 'both',
  startS: 1,
  endS: 2,
  value: null,
  unit: null,
  ...changes,
});

function song(findings: readonly Finding[] = [], changes: Partial<HeardSong> = {}): HeardSong {
  const format = {
    container: 'wav',
    codec: 'pcm',
    sampleRateHz: 44100,
    channels: 2,
    bits: 24,
    frames: 32 * 44100,
    lossy: false,
  };
  const measurements = sampleMeasurements(0, 0, -4.31);
  return { path: 'album/song.wav', format, measurements, findings, mixNotes: [], ...changes };
}

const profile = (changes: Partial<RuleProfile>): RuleProfile => ({ ...MIX, id: 'own', ...changes });
const severities = (heard: HeardSong, by: RuleProfile): string[] =>
  judgeSong(heard, by).findings.map(({ code, severity }) => `${code} ${severity}`);

describe('severities', () => {
  it('stay as found where the profile has no opinion', () => {
    expect(severities(song([finding('hum'), finding('dull', { severity: 'note' })]), MIX)).toEqual([
      'hum warning',
      'dull note',
    ]);
  });

  it('follow the profile, worst first; what is off is gone', () => {
    const by = profile({ rules: { hum: 'note', click: 'error', hiss: 'off' } });
    const found = [finding('hum'), finding('hiss'), finding('click', { startS: 9 })];
    expect(severities(song(found), by)).toEqual(['click error', 'hum note']);
  });

  it('are never made worse by what was heard unsurely, but milder they may be', () => {
    const unsure = { severity: 'note', confidence: 0.4 } as const;
    expect(severities(song([finding('click', unsure)]), profile({ rules: { click: 'error' } }))).toEqual([
      'click note',
    ]);
    const mild = finding('click', { confidence: 0.4 });
    expect(severities(song([mild]), profile({ rules: { click: 'note' } }))).toEqual(['click note']);
  });

  it('of warnings are errors where the profile is strict; notes stay notes', () => {
    const found = [finding('hum'), finding('dull', { severity: 'note' })];
    expect(severities(song(found), profileById('strict'))).toEqual(['hum error', 'dull note']);
  });

  it('of notes for the mix follow it too', () => {
    const note = finding('mix-harsh', { severity: 'note' });
    const by = profile({ rules: { 'mix-harsh': 'warning' } });
    expect(judgeSong(song([], { mixNotes: [note] }), by).mixNotes.map(({ severity }) => severity)).toEqual([
      'warning',
    ]);
    const off = profile({ rules: { 'mix-harsh': 'off' } });
    expect(judgeSong(song([], { mixNotes: [note] }), off).mixNotes).toEqual([]);
  });
});

describe('limits', () => {
  const silence = [
    finding('leading-silence', { severity: 'note', value: 3, unit: 's' }),
    finding('trailing-silence', { severity: 'note', value: 7, unit: 's' }),
  ];
  const heard = song(silence, { path: 'album/my söng!.wav' });

  /** A limit that the song keeps, and one that it breaks. */
  it.each([
    ['over-ceiling', -4.31, -4.4],
    ['over-sample-peak', -4.3, -5],
    ['too-loud', -20, -21],
    ['too-quiet', -21, -20],
    ['too-wide-range', 6, 5],
    ['too-dense', 12, 16],
    ['too-uncorrelated', 0.5, 0.8],
    ['wrong-format', ['flac', 'wav'], ['aiff']],
    ['wrong-rate', [44100], [48000, 96000]],
    ['wrong-bits', [24], [16]],
    ['wrong-channels', [2], [1]],
    ['too-short', 30, 33],
    ['too-long', 40, 30],
    ['long-lead-in', 3, 2],
    ['long-lead-out', 8, 5],
    ['odd-name', 3, 2],
  ])('%s: %j is kept, %j is not', (id, kept, broken) => {
    const findingsBy = (limit: typeof kept): Finding[] =>
      judgeSong(heard, profile({ limits: { [id]: limit } })).findings.filter(({ code }) => code === id);
    expect(findingsBy(kept)).toEqual([]);
    const [told, ...more] = findingsBy(broken);
    expect(more).toEqual([]);
    expect(told?.severity).toBe(LIMIT_RULES.find((rule) => rule.id === id)?.severity);
    const { text } = findingWords(told!);
    expect(text).toMatch(/\((.*the limit is.*|.*wanted: .*)\)/);
    expect(text).not.toMatch(/undefined|NaN|null/);
  });

  it('are all tried above', () => {
    expect(LIMIT_RULES).toHaveLength(16);
  });

  it('are judged to a hundredth, as levels are read', () => {
    const near = (truePeakDbtp: number): HeardSong => {
      const measurements = sampleMeasurements(0, 0, -4.31);
      return song([], { measurements: { ...measurements, peak: { ...measurements.peak, truePeakDbtp } } });
    };
    const by = profile({ limits: { 'over-ceiling': -1 } });
    expect(severities(near(-0.996), by)).toEqual([]);
    expect(severities(near(-0.99), by)).toEqual(['over-ceiling warning']);
  });

  it('tell nothing of what a file does not have', () => {
    const lossy = song([], { format: { ...song().format, bits: null, container: 'mp3' } });
    expect(severities(lossy, profile({ limits: { 'wrong-bits': [16] } }))).toEqual([]);
    const measurements = sampleMeasurements(0, 0, -4.31);
    const silent = {
      ...measurements,
      stereo: null,
      peak: { samplePeakDbfs: null, truePeakDbtp: null, perChannel: [] },
    };
    const by = profile({ limits: { 'over-ceiling': -1, 'too-uncorrelated': 0.5 } });
    expect(severities(song([], { measurements: silent }), by)).toEqual(['no-sound error']);
  });

  it('have the severity that the profile gives them', () => {
    const by = profile({ limits: { 'too-short': 60 }, rules: { 'too-short': 'error' } });
    expect(severities(song(), by)).toEqual(['too-short error']);
    expect(severities(song(), { ...by, rules: { 'too-short': 'off' } })).toEqual([]);
  });
});
