// Our decoder: a file by our own readers as interleaved float64, beside those of others.
const from = process.features.typescript ? ['src', 'ts'] : ['dist', 'js'];
export const load = (file) => import(`../${from[0]}/${file}.${from[1]}`);
const [{ openAudio }, { diskPlace }] = await Promise.all([load('files/open'), load('places/disk')]);

const BURST_FRAMES = 65536;

/** `{ format, notes, samples }`; throws the Fault. */
export async function decodeOurs(path) {
  const file = await openAudio(diskPlace(), path);
  const { source, format, notes } = file;
  const parts = [];
  for (let block = await source.pull(BURST_FRAMES); block; block = await source.pull(BURST_FRAMES))
    parts.push(interleave(block.channels, block.frames));
  await source.close();
  return { format, notes, samples: join(parts) };
}

export function interleave(channels, frames) {
  const out = new Float64Array(frames * channels.length);
  channels.forEach((samples, c) => {
    for (let n = 0, at = c; n < frames; n++, at += channels.length) out[at] = samples[n];
  });
  return out;
}

function join(parts) {
  const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Index of the first sample that differs, or -1; other lengths differ at the shorter one's end. */
export function firstDifference(a, b) {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) if (a[i] !== b[i]) return i;
  return a.length === b.length ? -1 : shorter;
}
