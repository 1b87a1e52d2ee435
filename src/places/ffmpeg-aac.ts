// FFmpeg AAC: lends the core the user's own ffmpeg, as a child process, to decode AAC.
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { Fault } from '../signal/fault.ts';
import type { AacDecoder } from '../files/decoder-registry.ts';

const FLOAT_BYTES = 4;

/** Decodes with `command` (found on PATH). Fault `needs-decoder` when it cannot be started. */
export function ffmpegAacDecoder(command = 'ffmpeg'): AacDecoder {
  return async function* (frames, { sampleRateHz, channels, name }) {
    const output = ['-f', 'f32le', '-ar', String(sampleRateHz), '-ac', String(channels), 'pipe:1'];
    // Loaded when needed: most files are no AAC.
    const { spawn } = await import('node:child_process');
    const child = spawn(command, ['-v', 'quiet', '-f', 'aac', '-i', 'pipe:0', ...output], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const failed = new Promise<never>((_, reject) => {
      child.once('error', (cause) =>
        reject(new Fault('needs-decoder', 'input', { file: name, codec: 'aac' }, cause)),
      );
    });
    failed.catch(() => {});
    // a decoder that ends early closes its input; what it gave is still read to the end
    child.stdin.on('error', () => {});
    const fed = feed(frames, child.stdin);
    // told below, once the program has said all it had to say
    fed.catch(() => {});
    try {
      await Promise.race([once(child, 'spawn'), failed]);
      let rest = Buffer.alloc(0);
      for await (const chunk of child.stdout) {
        const whole = Buffer.concat([rest, chunk as Buffer]);
        const used = whole.length - (whole.length % (FLOAT_BYTES * channels));
        rest = whole.subarray(used);
        if (used > 0) yield new Float32Array(new Uint8Array(whole.subarray(0, used)).buffer);
      }
      await Promise.race([fed, failed]);
    } finally {
      child.kill();
    }
  };
}

/** Writes all frames, each when the one before has been taken; when they fail, the program still learns that it was all. */
async function feed(frames: AsyncIterable<Uint8Array>, input: Writable): Promise<void> {
  try {
    for await (const frame of frames) {
      if (input.destroyed) return;
      await new Promise<void>((taken) => void input.write(frame, () => taken()));
    }
  } finally {
    input.end();
  }
}
