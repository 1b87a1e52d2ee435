// FFmpeg AAC: a machine without ffmpeg is told so; whatever the program does, the decoder ends.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ffmpegAacDecoder } from '../../src/places/ffmpeg-aac.ts';

const STREAM = { sampleRateHz: 44100, channels: 2, name: 'song.m4a' };
const folder = mkdtempSync(join(tmpdir(), 'lacquer-aac-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function* frames(count: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < count; i++) yield new Uint8Array(1000).fill(i);
}

async function decodedSamples(command: string, count: number): Promise<number> {
  let samples = 0;
  for await (const run of ffmpegAacDecoder(command)(frames(count), STREAM)) samples += run.length;
  return samples;
}

/** A stand-in for ffmpeg. */
function program(name: string, body: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe.skipIf(process.platform === 'win32')('the ffmpeg decoder', () => {
  it('says what is missing', async () => {
    await expect(decodedSamples(join(folder, 'none'), 3)).rejects.toMatchObject({
      code: 'needs-decoder',
      kind: 'input',
      facts: { file: 'song.m4a', codec: 'aac' },
    });
  });

  it('hands over every byte both ways', async () => {
    // 400 kB: more than a pipe holds
    expect(await decodedSamples(program('echo', 'cat'), 400)).toBe(400 * 250);
  });

  it('ends when the program ends early, and drops half a frame', async () => {
    expect(await decodedSamples(program('stop', 'head -c 804'), 400)).toBe(200);
    expect(await decodedSamples(program('fail', 'exit 1'), 400)).toBe(0);
  });
});
