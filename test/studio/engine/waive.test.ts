// Waiving in the page's engine: a mark is kept with the song, known again in its next export, and taken back.
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryPlace } from '../../../src/files/memory-place.ts';
import { createAudio } from '../../../src/files/save.ts';
import type { Finding } from '../../../src/inspect/finding.ts';
import type { HeardSong } from '../../../src/studio/engine/protocol.ts';
import { noise } from '../../signals.ts';
import { dropped, session, type Files, type Session } from './session.ts';

const RATE = 44100;
const SECONDS = 16;
const CLICKS_S = [6, 12];

/** Noise that swells and ebbs without repeating, with two clicks; `trimS` cut from its start, `gain` times as loud. */
async function clicked(trimS: number, gain: number): Promise<Uint8Array> {
  const frames = Math.round((SECONDS - trimS) * RATE);
  const skip = Math.round(trimS * RATE);
  const channels = [1, 2].map((seed) => {
    const hiss = noise(1, SECONDS * RATE, seed);
    let low = 0;
    const whole = hiss.map((value, n) => {
      const seconds = n / RATE;
      const share = 0.02 + 0.1 * (1 + Math.sin(1.7 * seconds + 0.31 * seconds * seconds));
      low += share * (value - low);
      return 0.3 * low * (1 + Math.sin(2.3 * seconds + 0.07 * seconds * seconds));
    });
    for (const at of CLICKS_S) whole[at * RATE] = 0.8;
    return Float64Array.from(whole.slice(skip), (value) => gain * value);
  });
  const files: Files = new Map();
  const format = { sampleRateHz: RATE, channels: 2, encoding: 'pcm' as const, bits: 24, frames };
  const sink = await createAudio(memoryPlace(files), 'song', 'wav', format);
  await sink.write({ channels, frames });
  await sink.close();
  return files.get('song')!;
}

const clicks = (heard: HeardSong): Finding[] =>
  heard.analysis.findings.filter(({ startS }) => CLICKS_S.some((at) => Math.abs((startS ?? -9) - at) < 0.1));
const notes = (findings: readonly Finding[]): (string | undefined)[] =>
  findings.map(({ waived }) => waived?.note);

describe('a finding that is meant to be so', () => {
  let at: Session;
  let first: HeardSong;
  let marked: HeardSong;

  beforeAll(async () => {
    at = session();
    first = (await at.call('hear', { id: 'one', file: dropped(await clicked(0, 1)) })).heard!;
    const [click] = clicks(first);
    marked = await at.call('waive', {
      id: 'one',
      code: click!.code,
      startsS: [click!.startS!],
      note: 'on purpose',
    });
  }, 60_000);

  it('is marked where it was asked for, and nowhere else', () => {
    expect(notes(clicks(first))).toEqual([undefined, undefined]);
    expect(notes(clicks(marked))).toEqual(['on purpose', undefined]);
    expect(marked.analysis.findings.filter(({ waived }) => waived)).toHaveLength(1);
  });

  it('is found marked at the next visit', async () => {
    const [record] = await session(at.files).call('restore', undefined);
    expect(notes(clicks(record!.heard!))).toEqual(['on purpose', undefined]);
  });

  it('is marked in the next export too: trimmed, and quieter', async () => {
    const heard = (await at.call('hear', { id: 'two', file: dropped(await clicked(1.234, 0.4)) })).heard!;
    const found = heard.analysis.findings.filter(({ waived }) => waived?.note === 'on purpose');
    expect(found.map(({ startS }) => startS)).toEqual([expect.closeTo(CLICKS_S[0]! - 1.234, 1)]);
  });

  it('counts again when the mark is taken back', async () => {
    const { code } = clicks(first)[0]!;
    const back = await at.call('waive', { id: 'one', code, startsS: null, note: null });
    expect(notes(clicks(back))).toEqual([undefined, undefined]);
    expect(at.files.has('lacquer-waivers.json')).toBe(false);
  });
});
