// Attempt: what a file, spoilt or not, does to our readers and tag carriers: decoded, a Fault by its code, or our own mistake.

const BURST_FRAMES = 65536;

/** AAC packets are taken for silence: the decoder that the machine lends is not ours to try. */
export async function* silentAac(packets, { channels }) {
  for await (const packet of packets) if (packet.length > 0) yield new Float32Array(1024 * channels);
}

const outcomeOf = async (house, act) => {
  try {
    return await act();
  } catch (reason) {
    if (reason instanceof house.Fault) return reason.code;
    return `MISTAKE ${reason?.stack ?? reason}`;
  }
};

/** Reads by content, or as `kindId`: `decoded`, a Fault's code, or `MISTAKE …`. */
export const attemptSound = (house, bytes, kindId) =>
  outcomeOf(house, async () => {
    const source = house.memorySource('file', bytes);
    const kind = kindId === null ? await house.kindOf(source) : house.FORMATS.find(({ id }) => id === kindId);
    const { source: sound, format } = await kind.read(source);
    try {
      return await listen(sound, format);
    } finally {
      await sound.close();
    }
  });

async function listen(sound, { channels, frames }) {
  let given = 0;
  for (;;) {
    const block = await sound.pull(BURST_FRAMES);
    if (block === null) break;
    if (block.frames < 1 || block.channels.length !== channels) return 'MISTAKE a block of another shape';
    given += block.frames;
    if (!block.channels.every((samples) => isFinite(samples, block.frames))) return 'MISTAKE not a number';
  }
  if (frames !== null && given > frames) return `MISTAKE ${given} frames of ${frames}`;
  return 'decoded';
}

function isFinite(samples, frames) {
  for (let i = 0; i < frames; i++) if (!Number.isFinite(samples[i])) return false;
  return true;
}

/** Reads the tags, and copies the file with them and with none. */
export const attemptTags = (house, bytes, kindId) =>
  outcomeOf(house, async () => {
    const source = house.memorySource('file', bytes);
    const id = kindId ?? (await house.kindOf(source)).id;
    const carrier = house.TAG_CARRIERS.find(({ format }) => format === id);
    if (carrier === undefined) return 'no-carrier';
    const { tags } = await carrier.read(source);
    for (const wanted of [tags, null]) {
      const sink = await house.memoryPlace().create('copy');
      await carrier.copyWith(source, sink, wanted);
      await sink.commit();
    }
    return 'copied';
  });
