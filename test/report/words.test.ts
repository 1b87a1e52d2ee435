// Every code that can reach a person has words: findings, faults, read notes, reasons, restraints, stages.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DETECTORS, MIX_NOTES } from '../../src/inspect/detectors.ts';
import { VERDICTS } from '../../src/inspect/verdicts.ts';
import type { Finding } from '../../src/inspect/finding.ts';
import { FAULT_WORDS } from '../../src/report/words-faults.ts';
import { FINDING_WORDS } from '../../src/report/words-findings.ts';
import { BECAUSE_WORDS } from '../../src/report/words-moves.ts';
import { NOTE_WORDS } from '../../src/report/words-notes.ts';
import { DELIVERY_NOTES, DELIVERY_REFUSALS } from '../../src/report/delivery/words-delivery.ts';
import { DOUBT_WORDS } from '../../src/report/delivery/words-passport.ts';
import { REFUSAL_WORDS, RESTRAINT_WORDS } from '../../src/report/words-restraints.ts';
import {
  becauseWords,
  faultWords,
  findingWords,
  noteWords,
  restraintWords,
  stageWords,
} from '../../src/report/words.ts';

const SRC = resolve(import.meta.dirname, '../../src');

/** The stable list of finding codes: more may be added, none is renamed. */
const PROMISED_FINDINGS =
  `click pop crackle clipping distortion over-limited dropout gap level-dip repeat skip discontinuity
  buffer-glitch bit-error overflow bitcrush noise-burst low-bit-depth missing-dither padded-bits dc-offset dc-step polarity
  antiphase low-antiphase dead-channel channel-dropout imbalance dual-mono channel-delay hum hiss noise-floor whine rumble
  plosive sibilance resonance dull boomy harsh lossy-origin upsampled images abrupt-start abrupt-end leading-silence
  trailing-silence speed-mismatch intersample-over wow flutter pumping comb-filter noise-gate no-headroom mono-loss
  wide-bass`.split(/\s+/);

/** Files where a fault's code is not written in the `new Fault(…)` itself, and the codes that they can give. */
const INDIRECT: Record<string, readonly string[]> = {
  'signal/nearest-name.ts': [],
  'files/aiff/aiff-read.ts': ['file-cut-short', 'no-format-chunk', 'no-data-chunk'],
  'files/caf/caf-read.ts': ['file-cut-short', 'no-format-chunk', 'no-data-chunk'],
  'files/memory-place.ts': ['is-folder', 'not-found'],
  'files/wave/wav-read.ts': ['file-cut-short', 'no-format-chunk', 'no-data-chunk'],
  'files/wave/wave64-read.ts': ['file-cut-short', 'no-format-chunk', 'no-data-chunk'],
  'records/record-text.ts': [
    'bad-plan',
    'bad-style',
    'unknown-style-field',
    'bad-signature',
    'bad-passport',
    'bad-signature-file',
    'bad-album',
    'unknown-album-field',
  ],
  'deliver/profiles/profile-text.ts': [
    'bad-delivery-profile',
    'unknown-profile-field',
    'unknown-profile-word',
  ],
  'places/browser/dropped-file.ts': ['is-folder', 'not-found'],
  'places/browser/storage-error.ts': ['not-found', 'is-folder', 'disk-full', 'not-readable', 'not-writable'],
  'report/rules/check-profile.ts': [],
  'tasks/read-record.ts': ['bad-profile', 'bad-tags', 'bad-waivers'],
  'tasks/check-waivers.ts': [],
  'tasks/outputs.ts': [],
  'cli/errand-threads.ts': [],
  'places/decoder-thread.ts': ['decoder-stuck', 'decoder-died'],
  'studio/engine/engine-client.ts': ['engine-stuck'],
  'places/disk-error.ts': ['not-found', 'is-folder', 'exists', 'disk-full', 'not-readable', 'not-writable'],
};

interface SourceFile {
  readonly name: string;
  readonly text: string;
}

const FILES: SourceFile[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !/^report[\\/]words/.test(name))
  .map((name) => ({
    name: relative(SRC, join(SRC, name)).replaceAll('\\', '/'),
    text: readFileSync(join(SRC, name), 'utf8'),
  }));

function codesIn(folders: readonly string[], pattern: RegExp): string[] {
  const found = FILES.filter(({ name }) => folders.some((folder) => name.startsWith(folder))).flatMap(
    ({ text }) => [...text.matchAll(pattern)].map((match) => match[1]!),
  );
  return [...new Set(found)].sort();
}

const finding = (code: string, value: number | null, unit: string | null): Finding => ({
  code,
  severity: 'warning',
  confidence: 0.9,
  channel: 'left',
  startS: 1,
  endS: 2,
  value,
  unit,
});

/** What leaks out of a template whose facts are missing. */
const LEAKED = /undefined|NaN|null|\[object/;

describe('words for findings', () => {
  const codes = [
    ...PROMISED_FINDINGS,
    ...[...DETECTORS, ...VERDICTS, ...MIX_NOTES].flatMap((kind) => kind.codes),
  ];

  it('exist for every promised code and every code that a detector can give', () => {
    expect(codes.filter((code) => !(code in FINDING_WORDS))).toEqual([]);
  });

  it('count clicks in whole numbers, and do not claim of a passage what is only likely', () => {
    const at = { confidence: 0.5, channel: 'both', startS: 1, endS: 3 } as const;
    const crackle = { ...at, code: 'crackle', severity: 'note', value: 14, unit: 'clicks' } as const;
    expect(findingWords(crackle).text).toContain('(14\u00a0clicks)');
    const turned = { ...at, code: 'polarity', value: -0.4, unit: 'correlation' } as const;
    const over = finding('intersample-over', 0.02, 'dBTP');
    expect(findingWords(over).text).toMatch(/just above full scale\./);
    expect(findingWords({ ...turned, severity: 'error' }).text).toMatch(/^One channel is upside down/);
    expect(findingWords({ ...turned, severity: 'note' }).text).toMatch(/^For a while .* as if one channel/);
  });

  it.each(Object.keys(FINDING_WORDS))('%s: whole sentences, with and without a figure', (code) => {
    for (const [value, unit] of [
      [3.14, 'dB'],
      [null, null],
    ] as const) {
      const { text, cure } = findingWords(finding(code, value, unit));
      expect(text).toMatch(/^[A-Z“].*[.]$/);
      expect(cure).toMatch(/^[A-Z“].*[.]$/);
      expect(`${text} ${cure}`).not.toMatch(LEAKED);
    }
  });

  it('quote the figure, rounded, with its unit', () => {
    expect(findingWords(finding('boomy', 3.14159, 'dB')).text).toContain('3.1\u00a0dB');
    expect(findingWords(finding('clipping', 14, 'samples')).text).toContain('14\u00a0samples');
    expect(findingWords(finding('hum', 50, 'Hz')).text).toContain('at 50\u00a0Hz');
  });

  it('say which side is weak', () => {
    expect(findingWords(finding('imbalance', -2.04, 'dB')).text).toContain(
      'the left channel is quieter by 2.0\u00a0dB',
    );
  });

  it('tell an unknown code barely instead of hiding it', () => {
    expect(findingWords(finding('martian', 7, 'dB')).text).toBe('martian (value 7, unit dB)');
  });
});

describe('words for faults', () => {
  /** As they are thrown, and as records of them cross a worker's border. */
  const literal = codesIn(
    [''],
    /(?:new Fault\(\s*|unknownName\(\s*|\{ code: (?='[a-z0-9-]+', kind: ))'([a-z0-9-]+)'/g,
  );

  it('exist for every code in the sources', () => {
    const codes = [...literal, ...Object.values(INDIRECT).flat()];
    expect(literal.length).toBeGreaterThan(25);
    expect(codes.filter((code) => !(code in FAULT_WORDS))).toEqual([]);
  });

  it('are known for every file that chooses its code at run time', () => {
    const indirect = FILES.filter(({ text }) => /new Fault\(\s*[^'\s]/.test(text)).map(({ name }) => name);
    expect(indirect.filter((name) => !(name in INDIRECT))).toEqual([]);
  });

  it('stand for codes that exist: no words without a fault', () => {
    const codes = new Set([...literal, ...Object.values(INDIRECT).flat()]);
    expect(Object.keys(FAULT_WORDS).filter((code) => !codes.has(code))).toEqual([]);
  });

  it.each(Object.keys(FAULT_WORDS))('%s: whole sentences', (code) => {
    const facts = new Proxy({}, { get: () => 7 }) as Record<string, unknown>;
    const { text, cure } = faultWords({ code, facts });
    expect(text).toMatch(/^[A-Z“].*[.]$/s);
    expect(cure).toMatch(/^[A-Z“].*[.)]$/s);
    expect(`${text} ${cure}`).not.toMatch(LEAKED);
  });

  it('name no command and no program where the fault is of a page', () => {
    const facts = { file: 'mix.m4a', codec: 'aac', reason: 'NotFoundError', machine: 'browser' };
    for (const code of ['not-readable', 'not-writable', 'disk-full', 'no-storage', 'needs-decoder']) {
      const { text, cure } = faultWords({ code, facts });
      expect(`${text} ${cure}`).toMatch(/page|browser/i);
      expect(`${text} ${cure}`).not.toMatch(/ -o|--|ffmpeg/);
    }
  });

  it('name the file and the choices', () => {
    const words = faultWords({
      code: 'disk-full',
      facts: { file: 'out/a.wav', expectedBytes: 8.4e6, freeBytes: 1000 },
    });
    expect(words.text).toBe(
      'There is not enough space for “out/a.wav” (8.4\u00a0MB needed, 1\u00a0kB free).',
    );
    const style = faultWords({ code: 'unknown-style', facts: { id: 'polka', known: 'balanced, warm' } });
    expect(`${style.text} ${style.cure}`).toBe('There is no style “polka”. Use one of: balanced, warm.');
  });

  it('tell an unknown code barely', () => {
    expect(faultWords({ code: 'martian', facts: { a: 1 } })).toEqual({ text: 'martian (a 1)', cure: '' });
  });
});

describe('words for the rest', () => {
  it('read notes', () => {
    const codes = codesIn(['files/'], /code: '([a-z0-9-]+)'/g);
    expect(codes.length).toBeGreaterThan(10);
    expect(codes.filter((code) => !(code in NOTE_WORDS))).toEqual([]);
    for (const code of codes)
      expect(noteWords({ code, facts: new Proxy({}, { get: () => 7 }) })).not.toMatch(LEAKED);
  });

  it('reasons and restraints of the judgement', () => {
    const codes = [
      ...codesIn(['master/'], /code: (?:\w+ > 0 \? )?'([a-z0-9-]+)'/g),
      ...codesIn(['master/'], /(?:reason|alone)\('([a-z0-9-]+)'/g),
      ...codesIn(['master/'], /'((?:tone|level|loudness|glue)-[a-z-]+)'/g).filter(
        (code) => !code.includes('loudness-aim') && code !== 'level-dip',
      ),
    ];
    expect(codes.length).toBeGreaterThan(15);
    const worded = { ...BECAUSE_WORDS, ...RESTRAINT_WORDS };
    expect(codes.filter((code) => !(code in worded))).toEqual([]);
  });

  it('reasons of the balance of an album', () => {
    const codes = codesIn(['album/balance/'], /'((?:balance|level|tone)-[a-z-]+)'/g);
    const ways = ['raised', 'lowered', 'stays'].map((way) => `balance-${way}`);
    const worded = { ...BECAUSE_WORDS, ...RESTRAINT_WORDS };
    expect(codes.length).toBeGreaterThan(20);
    expect([...codes, ...ways].filter((code) => !(code in worded))).toEqual([]);
  });

  it.each(Object.keys(BECAUSE_WORDS))('reason %s reads as a sentence', (code) => {
    const words = becauseWords({ code, measurement: 'tone-160-400', value: -6.31, target: -4.5, unit: 'dB' });
    expect(words).toMatch(/^[A-Z0-9].*[.]$/);
    expect(words).not.toMatch(LEAKED);
  });

  it.each(Object.keys(RESTRAINT_WORDS))('restraint %s reads as a sentence', (code) => {
    const facts = new Proxy({} as Record<string, number>, {
      get: (_, name) => (name === 'limit' ? ('deepDb' as never) : 3.04),
    });
    expect(restraintWords({ code, facts })).toMatch(/^[A-Z0-9].*[.]$/);
    expect(restraintWords({ code, facts })).not.toMatch(LEAKED);
  });

  it('refusals of written files', () => {
    const codes = codesIn(['deliver/'], /code: '([a-z0-9-]+)'/g);
    const tables = [REFUSAL_WORDS, DELIVERY_REFUSALS, DELIVERY_NOTES, DOUBT_WORDS];
    expect(codes.filter((code) => !tables.some((table) => code in table))).toEqual([]);
  });

  it.each(Object.entries({ ...DELIVERY_REFUSALS, ...DELIVERY_NOTES, ...DOUBT_WORDS }))(
    'of deliveries, %s: a whole sentence',
    (_, words) => {
      const facts = new Proxy({}, { get: () => 7 }) as Record<string, unknown>;
      expect(words(facts)).toMatch(/^[A-Z0-9“].*[.]$/s);
      expect(words(facts)).not.toMatch(LEAKED);
    },
  );

  it('stages', () => {
    const codes = [
      ...codesIn(['tasks/'], /progress\('([a-z]+)'/g),
      ...codesIn(['tasks/'], /watchSource\([^']*'([a-z]+)'/g),
    ];
    expect(codes.length).toBeGreaterThan(3);
    expect(codes.filter((code) => stageWords(code) === code)).toEqual([]);
  });
});
