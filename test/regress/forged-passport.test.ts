// Forged passports: odd codes, names, hashes and versions are told in a sentence; nothing crashes, nothing says "undefined".
import { describe, expect, it } from 'vitest';
import { passportFromBytes } from '../../src/deliver/passport/check-passport.ts';
import type { Passport } from '../../src/deliver/passport/passport.ts';
import {
  DELIVERY_NOTES,
  DELIVERY_REFUSALS,
  deliveryNoteSentence,
  doubtSentence,
  refusalSentence,
} from '../../src/report/delivery/words-delivery.ts';
import { DOUBT_WORDS } from '../../src/report/delivery/words-passport.ts';
import { faultWords } from '../../src/report/words.ts';
import { Fault } from '../../src/signal/fault.ts';
import { madeFolder, text } from '../deliver/passport/made-passport.ts';

const made = await madeFolder();

/** What is said of the passport as `forge` leaves it; null: it is believed. */
async function said(forge: (passport: Record<string, unknown>) => void): Promise<string | null> {
  const forged = structuredClone(made.passport) as unknown as Record<string, unknown>;
  forge(forged);
  try {
    await passportFromBytes(text(JSON.stringify(forged)), 'passport.json');
    return null;
  } catch (reason) {
    if (!(reason instanceof Fault)) throw reason;
    const { text: words, cure } = faultWords(reason);
    return `${words} ${cure}`;
  }
}

const firstFile = (passport: Record<string, unknown>): Record<string, unknown> =>
  (passport as unknown as Passport).deliveries[0]!.files[0] as unknown as Record<string, unknown>;

describe('a forged passport', () => {
  it('is told by what is wrong with it', async () => {
    expect(await said(() => {})).toBeNull();
    expect(await said((p) => (p.extra = 1))).toContain('“extra”');
    expect(await said((p) => (p.version = 2))).toMatch(/version 2.*newer|newer.*version 2/is);
    expect(await said((p) => (p.version = '1'))).toContain('version must be 1');
    expect(await said((p) => (firstFile(p).sha256 = 'A'.repeat(64)))).toContain('hexadecimal');
    expect(await said((p) => (firstFile(p).soundSha256 = 'none'))).toContain('hexadecimal');
    expect(await said((p) => ((p.recipe as { sha256: string }).sha256 = 'x'))).toContain('hexadecimal');
    const twice = (p: Record<string, unknown>): void =>
      void (p as unknown as { deliveries: { files: unknown[] }[] }).deliveries[0]!.files.push(firstFile(p));
    expect(await said(twice)).toContain('twice');
  });

  it('has codes that are the names of something else', () => {
    for (const code of ['constructor', 'toString', '__proto__', 'valueOf', 'nobody-knows']) {
      for (const sentence of [doubtSentence, deliveryNoteSentence, refusalSentence])
        expect(sentence({ code, facts: {} })).toBe(code);
    }
  });

  it('has codes with facts that are missing or of another sort', () => {
    const sorts: readonly Record<string, number | string>[] = [
      {},
      { gainDb: 'x', songs: 'many', endsHz: '' },
    ];
    const tables = [
      [DOUBT_WORDS, doubtSentence],
      [DELIVERY_NOTES, deliveryNoteSentence],
      [DELIVERY_REFUSALS, refusalSentence],
    ] as const;
    for (const [table, sentence] of tables)
      for (const code of Object.keys(table))
        for (const facts of sorts) expect(typeof sentence({ code, facts })).toBe('string');
  });
});
