// Tag checks: codes, dates, languages, gains and pictures against values that others published.
import { describe, expect, it } from 'vitest';
import { gs1CheckDigit, readBarcode } from '../../../src/files/tags/checks/barcode.ts';
import { coverNotes, pictureType, roleOfPicture } from '../../../src/files/tags/checks/artwork.ts';
import { imageSize } from '../../../src/files/tags/checks/image-size.ts';
import { normaliseIsrc, shownIsrc } from '../../../src/files/tags/checks/isrc.ts';
import { iswcCheckDigit, normaliseIswc, shownIswc } from '../../../src/files/tags/checks/iswc.ts';
import { normaliseLanguage } from '../../../src/files/tags/checks/language.ts';
import { refusal } from '../../../src/files/tags/checks/refusal.ts';
import {
  gainText,
  isOurReference,
  parseGain,
  parsePeak,
  parseR128,
  peakText,
  r128Text,
} from '../../../src/files/tags/checks/replay-gain.ts';
import { normaliseDate } from '../../../src/files/tags/checks/tag-date.ts';
import { FRONT, jpegBytes, pngBytes } from './tag-samples.ts';

describe('ISRC', () => {
  it('is read however it is written, and refused when it is not one', () => {
    for (const text of ['US-S1Z-99-00001', 'uss1z9900001', ' ISRC US S1Z 99 00001', 'ISRC:USS1Z9900001']) {
      expect(normaliseIsrc(text)).toBe('USS1Z9900001');
    }
    for (const text of [
      '',
      'USS1Z990000',
      'USS1Z99000011',
      '1SS1Z9900001',
      'USS1ZX900001',
      'US_S1Z9900001',
    ]) {
      expect(normaliseIsrc(text)).toBeNull();
    }
    expect(shownIsrc('USS1Z9900001')).toBe('US-S1Z-99-00001');
  });
});

describe('barcode', () => {
  it('is a UPC-A or an EAN-13 with the right last digit', () => {
    expect(readBarcode('0 36000 29145 2')).toEqual({ barcode: '036000291452' });
    expect(readBarcode('4006381333931')).toEqual({ barcode: '4006381333931' });
    expect(readBarcode('04006381333931')).toEqual({ barcode: '4006381333931' });
  });

  it('says why it is none', () => {
    expect(readBarcode('4006381333932')).toEqual({ reason: 'check-digit' });
    expect(readBarcode('73513537')).toEqual({ reason: 'ean-8' });
    expect(readBarcode('14006381333938')).toEqual({ reason: 'gtin-14' });
    expect(readBarcode('400638133393')).toEqual({ reason: 'check-digit' });
    expect(readBarcode('40063813339')).toEqual({ reason: 'wrong-length' });
    expect(readBarcode('40063813339AB')).toEqual({ reason: 'not-digits' });
  });

  it('finds every single wrong digit', () => {
    const right = '4006381333931';
    for (let i = 0; i < right.length; i++) {
      for (let digit = 0; digit < 10; digit++) {
        const wrong = right.slice(0, i) + digit + right.slice(i + 1);
        expect('barcode' in readBarcode(wrong)).toBe(wrong === right);
      }
    }
    expect(gs1CheckDigit('629104150021')).toBe(3);
  });
});

describe('ISWC', () => {
  it('has a check digit', () => {
    expect(iswcCheckDigit('034524680')).toBe(1);
    expect(normaliseIswc('T-034.524.680-1')).toBe('T0345246801');
    expect(normaliseIswc('t 0345246801')).toBe('T0345246801');
    expect(normaliseIswc('T-034.524.680-2')).toBeNull();
    expect(normaliseIswc('T-034.524.68-1')).toBeNull();
    expect(shownIswc('T0345246801')).toBe('T-034.524.680-1');
  });
});

describe('date', () => {
  it('is a year, a month or a day that exists', () => {
    const right = {
      '2026': '2026',
      '2026-5': '2026-05',
      '2026-05-31': '2026-05-31',
      '2026/05/31': '2026-05-31',
      '20260531': '2026-05-31',
      '2026-05-31T23:59:59': '2026-05-31',
      '2024-02-29': '2024-02-29',
      '2026-00-00': '2026',
      '2026-05-00': '2026-05',
    };
    for (const [text, date] of Object.entries(right)) expect(normaliseDate(text)).toBe(date);
    for (const text of ['', '26', '0000', '2026-13', '2025-02-29', '2026-04-31', 'May 2026', '1900-02-29']) {
      expect(normaliseDate(text)).toBeNull();
    }
  });
});

describe('language', () => {
  it('is a code of ISO 639 in its three-letter form', () => {
    const right = {
      de: 'deu',
      ger: 'deu',
      deu: 'deu',
      EN: 'eng',
      'pt-BR': 'por',
      zxx: 'zxx',
      mul: 'mul',
      qaa: 'qaa',
    };
    for (const [text, code] of Object.entries(right)) expect(normaliseLanguage(text)).toBe(code);
    for (const text of ['', 'xx', 'german', 'zzz', 'd']) expect(normaliseLanguage(text)).toBeNull();
  });
});

describe('ReplayGain', () => {
  it('is written as everybody writes it, and read as anybody does', () => {
    expect(gainText(-6.484)).toBe('-6.48 dB');
    expect(gainText(-0.001)).toBe('0.00 dB');
    expect(peakText(1.21822226)).toBe('1.21822226');
    for (const [text, gainDb] of [
      ['-6.48 dB', -6.48],
      ['+3 db', 3],
      ['1,5', 1.5],
      ['.5 dB', 0.5],
    ] as const) {
      expect(parseGain(text)).toBe(gainDb);
    }
    for (const text of ['', 'dB', '6 LU', '1e3', '1000 dB', 'NaN']) expect(parseGain(text)).toBeNull();
    for (const text of ['', '-1', '1.0.0', '100000', 'Infinity']) expect(parsePeak(text)).toBeNull();
    expect(isOurReference('89.0 dB') && isOurReference('-18.00 LUFS')).toBe(true);
    expect(isOurReference('83.0 dB')).toBe(false);
  });

  it('becomes the gains of Opus, 5 dB lower in steps of 1/256 dB, and back', () => {
    expect(r128Text(0)).toBe('-1280');
    expect(r128Text(5)).toBe('0');
    expect(parseR128('-1280')).toBe(0);
    for (let steps = -32768; steps <= 32767; steps += 127)
      expect(r128Text(parseR128(String(steps))!)).toBe(String(steps));
    for (const text of ['', '1.5', '40000', '12 dB']) expect(parseR128(text)).toBeNull();
  });
});

describe('artwork', () => {
  it('is measured by its own bytes', () => {
    expect(imageSize(pngBytes(3000, 1400))).toEqual({ mime: 'image/png', width: 3000, height: 1400 });
    expect(imageSize(jpegBytes(3001, 1402))).toEqual({ mime: 'image/jpeg', width: 3001, height: 1402 });
    for (const text of ['', 'GIF89a', 'RIFF1234WEBP', '\xff\xd8\xff']) {
      expect(imageSize(Uint8Array.from(text, (letter) => letter.charCodeAt(0)))).toBeNull();
    }
    for (let length = 0; length < 22; length++) {
      expect(imageSize(pngBytes(8, 8).subarray(0, length))).toBeNull();
      expect(imageSize(jpegBytes(8, 8).subarray(0, Math.min(length, 18)))).toBeNull();
    }
  });

  it('is judged as shops do', () => {
    const codes = (width: number, height: number): string[] =>
      coverNotes({ ...FRONT, width, height }).map(({ code }) => code);
    expect(codes(3000, 3000)).toEqual([]);
    expect(codes(1400, 1400)).toEqual(['artwork-small']);
    expect(codes(1399, 1399)).toEqual(['artwork-too-small']);
    expect(codes(3000, 2999)).toEqual(['artwork-not-square', 'artwork-small']);
  });

  it('has the same roles in every numbering', () => {
    for (const role of ['front', 'back', 'artist', 'leaflet', 'medium', 'other'] as const) {
      expect(roleOfPicture(pictureType(role))).toBe(role);
    }
    expect([7, 9, 10].map(roleOfPicture)).toEqual(['artist', 'artist', 'artist']);
    expect(roleOfPicture(4_000_000_000)).toBe('other');
  });
});

describe('refusal', () => {
  it('takes what is in form, and says what is not', () => {
    expect(refusal('isrc', 'USS1Z9900001')).toBeNull();
    expect(refusal('isrc', 'US-S1Z-99-00001')).toBe('not-in-form');
    expect(refusal('barcode', '4006381333932')).toBe('check-digit');
    expect(refusal('title', 'anything')).toBeNull();
  });
});
