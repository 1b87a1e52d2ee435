// The place fails while AAC frames are read: the decoder must end with that Fault, not wait for a program that waits for it.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ffmpegAacDecoder } from '../../src/places/ffmpeg-aac.ts';
import { Fault } from '../../src/signal/fault.ts';

const folder = mkdtempSync(join(tmpdir(), 'lacquer-aac-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function* failing(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(1000);
  throw new Fault('not-readable', 'input', { file: 'song.m4a', reason: 'EIO' });
}

describe.skipIf(process.platform === 'win32')('a place that fails under the AAC decoder', () => {
  it('ends the decoding with its Fault', async () => {
    const command = join(folder, 'echo');
    writeFileSync(command, '#!/bin/sh\ncat\n');
    chmodSync(command, 0o755);
    const decode = async (): Promise<void> => {
      const stream = { sampleRateHz: 44100, channels: 2, name: 'song.m4a' };
      for await (const run of ffmpegAacDecoder(command)(failing(), stream))
        expect(run.length).toBeGreaterThan(0);
    };
    await expect(decode()).rejects.toMatchObject({ code: 'not-readable' });
  }, 5000);
});
