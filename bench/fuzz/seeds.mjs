// Seeds: one small file of every kind and word length that we write, with tags and without, and others that are given.

const FRAMES = { lossless: 700, lossy: 3000 };
const WANTED_RATE_HZ = 44100;

const PICTURE = Uint8Array.from({ length: 120 }, (_, i) => (i * 73) & 255);
PICTURE.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
PICTURE.set([0, 0, 0, 64, 0, 0, 0, 32], 16);

const TAGS = {
  title: 'Für Élise 東京',
  artists: ['Björk', 'Дмитрий'],
  album: 'Album',
  comments: ['two\nlines'],
  genres: ['Ambient'],
  date: '2026-05-31',
  isrc: 'USS1Z9900001',
  track: { number: 3, of: 11 },
  explicit: 'clean',
  artwork: [{ role: 'front', mime: 'image/png', width: 64, height: 32, description: 'x', bytes: PICTURE }],
  replayGain: { trackGainDb: -7.5, trackPeak: 0.9, albumGainDb: -8, albumPeak: 1 },
  other: [
    ['MOOD', 'calm'],
    ['ID3:PRIV', 'AAECAwQ='],
  ],
};

/** Two tones and some noise, whole steps of `bits`. */
function tones(channels, frames, bits, random) {
  const step = 2 ** (Math.min(bits, 24) - 1);
  return Array.from({ length: channels }, (_, c) =>
    Float64Array.from({ length: frames }, (_, i) => {
      const value = 0.4 * Math.sin(0.05 * (c + 1) * i) + 0.2 * Math.sin(0.31 * i) + 0.05 * (random() - 0.5);
      return Math.round(value * step) / step;
    }),
  );
}

async function written(house, kind, encoding, channels, random) {
  const { memoryPlace, createAudio } = house;
  const files = new Map();
  const frames = kind.encodings.length > 0 ? FRAMES.lossless : FRAMES.lossy;
  const rates = kind.ratesHz ?? [WANTED_RATE_HZ];
  const sampleRateHz = rates.includes(WANTED_RATE_HZ) ? WANTED_RATE_HZ : rates[0];
  const format = { sampleRateHz, channels, ...encoding, frames };
  const sink = await createAudio(memoryPlace(files), 'sound', kind.id, format);
  await sink.write({ channels: tones(channels, frames, encoding.bits, random), frames });
  await sink.close();
  return files.get('sound');
}

async function tagged(house, seed) {
  const { memoryPlace, memorySource, TAG_CARRIERS, kindOf } = house;
  const { id } = await kindOf(memorySource(seed.name, seed.bytes));
  const carrier = TAG_CARRIERS.find(({ format }) => format === id);
  if (carrier === undefined) return [];
  const files = new Map();
  const sink = await memoryPlace(files).create('song');
  await carrier.copyWith(memorySource(seed.name, seed.bytes), sink, TAGS);
  await sink.commit();
  return [{ ...seed, name: `${seed.name} tagged`, bytes: files.get('song') }];
}

/** Each: name, kind (the id of its FormatKind, null where none knows it) and bytes. `others`: name and bytes. */
export async function makeSeeds(house, others = []) {
  const random = house.seededRandom(1);
  const seeds = [];
  for (const kind of house.WRITERS) {
    const encodings = kind.encodings.length > 0 ? kind.encodings : [{ encoding: 'float', bits: 32 }];
    for (const [i, encoding] of encodings.entries()) {
      const channels = i % 2 === 0 ? 2 : 1;
      seeds.push({
        name: `${kind.id} ${encoding.encoding}${encoding.bits}`,
        bytes: await written(house, kind, encoding, channels, random),
      });
    }
  }
  seeds.push(...others);
  const known = [];
  for (const seed of seeds) known.push({ ...seed, kind: await kindIdOf(house, seed) });
  const firsts = known.filter(({ kind }, i) => known.findIndex((each) => each.kind === kind) === i);
  for (const seed of firsts) if (seed.kind !== null) known.push(...(await tagged(house, seed)));
  return known;
}

async function kindIdOf({ kindOf, memorySource, Fault }, { name, bytes }) {
  try {
    return (await kindOf(memorySource(name, bytes))).id;
  } catch (reason) {
    if (reason instanceof Fault) return null;
    throw reason;
  }
}
