// MP3 writing: every frame in its place, and a first frame that tells the truth of all the others.
import { describe, expect, it } from 'vitest';
import { MP3 } from '../../../src/files/mpeg/mp3.ts';
import { mp3Crc } from '../../../src/files/mpeg/mp3-count.ts';
import { parseMp3Frame, parseMp3Tag } from '../../../src/files/mpeg/mp3-frame.ts';
import { MP3_WRITER } from '../../../src/files/mpeg/mp3-writer.ts';
import { writtenBytes } from '../../contracts/format.ts';
import { floatFormat, gliding, lossyWriterContract } from '../../contracts/lossy-writer.ts';

lossyWriterContract(MP3_WRITER, {
  reader: MP3,
  sampleRateHz: 44100,
  lengths: [1, 2, 1000, 12345],
  likeness: 0.99,
});

/** Where each frame of the file begins. */
function framesOf(bytes: Uint8Array): number[] {
  const starts: number[] = [];
  for (let at = 0; at < bytes.length; at += parseMp3Frame(bytes, at, bytes.length)!.bytes) starts.push(at);
  return starts;
}

describe('the first frame', () => {
  it.each([
    ['cbr-320', 44100, 2, 'Info'],
    ['cbr-192', 48000, 1, 'Info'],
    ['vbr-0', 44100, 2, 'Xing'],
    ['vbr-0', 22050, 1, 'Xing'],
    ['cbr-128', 8000, 2, 'Info'],
  ] as const)(
    'of %s at %i Hz with %i channels counts frames, bytes and gaps',
    async (quality, rateHz, channels, id) => {
      const frames = 9001;
      const format = { ...floatFormat(channels, rateHz, 0), quality };
      const bytes = await writtenBytes(MP3_WRITER, gliding(frames, channels, 0.5), format);
      const first = parseMp3Frame(bytes, 0, bytes.length)!;
      const tag = parseMp3Tag(bytes, 0, first)!;
      const starts = framesOf(bytes);
      const view = new DataView(bytes.buffer, first.sideEnd);
      expect(String.fromCharCode(...bytes.subarray(first.sideEnd, first.sideEnd + 4))).toBe(id);
      expect(tag).toEqual({
        count: starts.length - 1,
        delay: 576,
        padding: tag.count! * first.frames - 576 - frames,
      });
      expect(tag.padding).toBeGreaterThanOrEqual(529);
      expect(view.getUint32(12)).toBe(bytes.length);
      expect(view.getUint32(148)).toBe(bytes.length);
      expect(view.getUint16(152)).toBe(mp3Crc(bytes.subarray(first.bytes)));
      expect(view.getUint16(154)).toBe(mp3Crc(bytes.subarray(0, first.sideEnd + 154)));
      const half = (bytes[first.sideEnd + 16 + 50]! / 256) * bytes.length;
      const middle = starts[Math.floor(tag.count! / 2) + 1]!;
      expect(Math.abs(half - middle)).toBeLessThan(bytes.length / 256 + 1);
    },
  );

  it('tells the peak of what was encoded', async () => {
    const channels = [new Float64Array(2000)];
    channels[0]![77] = -1.5;
    const bytes = await writtenBytes(MP3_WRITER, channels, floatFormat(1, 44100, 2000));
    expect(new DataView(bytes.buffer).getUint32(21 + 131) / 2 ** 23).toBe(1.5);
  });

  it('has the checksum that LAME has', () => {
    // "123456789", the check value of CRC-16/ARC
    expect(mp3Crc(Uint8Array.from('123456789', (digit) => digit.charCodeAt(0)))).toBe(0xbb3d);
  });
});
