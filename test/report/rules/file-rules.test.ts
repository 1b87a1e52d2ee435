// Damage of the file: what cost sound is a finding, what cost none is not, and every sentence says what it is.
import { describe, expect, it } from 'vitest';
import type { ReadNote } from '../../../src/files/format.ts';
import { fileDamage, noSound } from '../../../src/report/rules/file-rules.ts';
import { noteWords } from '../../../src/report/words-notes.ts';
import { findingWords } from '../../../src/report/words-findings.ts';

const CUT: ReadNote = { code: 'truncated', facts: { frames: 63_488, declaredFrames: 132_300 } };

describe('damage of a file', () => {
  it('is an error where a promised length is missed, a checksum does not fit or pieces were lost', () => {
    const torn: ReadNote[] = [
      CUT,
      { code: 'data-cut-short', facts: { declaredBytes: 1000, presentBytes: 400 } },
      { code: 'checksum-mismatch', facts: {} },
      { code: 'damaged-page', facts: {} },
      { code: 'damaged-frames', facts: { frames: 2 } },
      { code: 'non-finite-samples', facts: { count: 20 } },
    ];
    expect(fileDamage(torn).map(({ code, severity }) => `${code} ${severity}`)).toEqual(
      torn.map(() => 'damaged-file error'),
    );
  });

  it('is a warning where a stream ends within a frame', () => {
    expect(fileDamage([{ code: 'truncated', facts: { byte: 4711 } }])[0]?.severity).toBe('warning');
  });

  it('is nothing where every sample could be read', () => {
    const odd = [
      'data-size-unknown',
      'unpadded-chunk',
      'stray-bytes',
      'block-align-wrong',
      'fractional-rate',
    ];
    expect(fileDamage(odd.map((code) => ({ code, facts: {} })))).toEqual([]);
  });

  it('is told in the words of the note', () => {
    const [finding] = fileDamage([CUT]);
    expect(findingWords(finding!).text).toBe(`A damaged file: ${noteWords(CUT)}`);
    expect(noteWords(CUT)).toContain('it breaks off');
  });
});

describe('a file without sound', () => {
  it('is an error, and only where every sample is zero', () => {
    expect(noSound({ samplePeakDbfs: null }).map(({ severity }) => severity)).toEqual(['error']);
    expect(noSound({ samplePeakDbfs: -140 })).toEqual([]);
  });
});
