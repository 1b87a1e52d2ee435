// The listening copy in a browser: its display follows the disc, tracks and seams are found by touch, pauses count down.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeBase64 } from '../../src/dsp/base64.ts';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { createAudio } from '../../src/files/save.ts';
import { playerFrame, playerPart } from '../../src/report/cd/player-page.ts';
import { SMALL_DISC } from '../tasks/disc/made-set.ts';

/** As long as the disc; a rate that keeps the page small. */
const RATE_HZ = 8000;
const SECONDS = SMALL_DISC.leadOutSector / 75;

async function quietWav(): Promise<Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const format = { sampleRateHz: RATE_HZ, channels: 1, encoding: 'pcm', bits: 16 } as const;
  const frames = SECONDS * RATE_HZ;
  const sink = await createAudio(memoryPlace(files), 'a.wav', 'wav', { ...format, frames });
  await sink.write({ channels: [new Float64Array(frames)], frames });
  await sink.close();
  return files.get('a.wav')!;
}

let frame: HTMLIFrameElement;
const find = <T extends HTMLElement = HTMLElement>(selector: string): T =>
  frame.contentDocument!.querySelector<T>(selector)!;
const face = (): string[] =>
  [find('#clock').textContent, find('#now').textContent].map((text) => text.trim());

async function until(what: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !what(); i++) await new Promise((done) => setTimeout(done, 10));
  expect(what()).toBe(true);
}

beforeAll(async () => {
  const copy = { disc: SMALL_DISC, peaks: [0, 0.5, 1, 0.2], mime: 'audio/wav', sound: 'WAV' };
  const { before, after } = playerFrame({ ...copy, tool: { name: 'lacquer', version: '0' } });
  const sound = await quietWav();
  const half = 3 * 20000;
  const parts = [sound.subarray(0, half), sound.subarray(half)].map((part) => playerPart(encodeBase64(part)));
  frame = document.createElement('iframe');
  frame.srcdoc = before + parts.join('') + after;
  document.body.append(frame);
  await new Promise((done) => frame.addEventListener('load', done, { once: true }));
  await until(() => find<HTMLAudioElement>('#audio').readyState > 0);
});
afterAll(() => frame.remove());

describe('the page of a listening copy', () => {
  it('begins at the first track, behind its pause, and holds all of the sound', () => {
    expect(find<HTMLAudioElement>('#audio').duration).toBeCloseTo(SECONDS, 2);
    expect(find<HTMLAudioElement>('#audio').currentTime).toBeCloseTo(2, 2);
    expect(face()).toEqual(['0:00', '1  Über: all/1']);
    expect(frame.contentDocument!.querySelectorAll('.sound-part')).toHaveLength(0);
    expect(find('#trouble').hidden).toBe(true);
  });

  it('goes to the next track and back, and marks it in the list', () => {
    find('#next').click();
    expect(face()).toEqual(['0:00', '2  Song 2']);
    expect(find('[aria-current]').dataset.number).toBe('2');
    find('#back').click();
    expect(face()[1]).toBe('1  Über: all/1');
  });

  it('counts down in a pause, as a CD player does', () => {
    const bar = find<HTMLInputElement>('#bar');
    bar.value = '6.5';
    bar.dispatchEvent(new Event('input'));
    expect(face()).toEqual(['−0:01', '2  pause before Song 2']);
    expect(find('#whole').textContent).toBe('0:04 of 0:09');
  });

  it('goes to a track and to a seam by touch', async () => {
    find('.tracks li:nth-child(2) .track').click();
    await until(() => face()[1] === '2  Song 2');
    find('.tracks .seam').click();
    await until(() => find<HTMLAudioElement>('#audio').currentTime < 2);
    find<HTMLAudioElement>('#audio').pause();
    expect(face()[1]).toContain('Über: all/1');
  });
});
