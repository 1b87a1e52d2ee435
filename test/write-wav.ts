// Write wav: a test sound as a WAV file in a place, already at the word length it is stored at.
import type { Place } from '../src/files/place.ts';
import { createAudio } from '../src/files/save.ts';

/** Rounds to `bits`; plain, for sounds whose noise hides the steps. */
export function rounded(channels: readonly Float64Array[], bits: number): Float64Array[] {
  const scale = 2 ** (bits - 1);
  return channels.map((samples) =>
    samples.map((value) => Math.max(-1, Math.min(1 - 1 / scale, Math.round(value * scale) / scale))),
  );
}

export async function writeWavFile(
  place: Place,
  path: string,
  channels: readonly Float64Array[],
  sampleRateHz: number,
  bits: 16 | 24 = 24,
): Promise<void> {
  const frames = channels[0]!.length;
  const format = { sampleRateHz, channels: channels.length, encoding: 'pcm' as const, bits, frames };
  const sink = await createAudio(place, path, 'wav', format);
  await sink.write({ channels: rounded(channels, bits), frames });
  await sink.close();
}
