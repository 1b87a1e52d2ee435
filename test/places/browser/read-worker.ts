// Read worker: takes a file into the origin private storage and reads it from there, as the page's engine does.
import { lendAacDecoder } from '../../../src/files/decoder-registry.ts';
import type { AudioFile } from '../../../src/files/format.ts';
import { openAudio } from '../../../src/files/open.ts';
import { originPrivatePlace } from '../../../src/places/browser/origin-private.ts';
import { webCodecsAacDecoder } from '../../../src/places/browser/webcodecs-aac.ts';
import { Fault } from '../../../src/signal/fault.ts';
import { collect } from '../../../src/signal/stream.ts';
import { hashOfSamples } from '../../files/decoded-sounds.ts';

export interface ReadAnswer {
  readonly format?: AudioFile['format'];
  readonly notes?: readonly string[];
  readonly hash?: string;
  readonly channels?: Float64Array[];
  readonly fault?: Pick<Fault, 'code' | 'kind' | 'facts'>;
  readonly message?: string;
}

lendAacDecoder(webCodecsAacDecoder());

async function readStored(bytes: Uint8Array): Promise<ReadAnswer> {
  const place = originPrivatePlace();
  const path = `read-${crypto.randomUUID()}/song`;
  const sink = await place.create(path);
  await sink.write(bytes);
  await sink.commit();
  try {
    const { format, notes, source } = await openAudio(place, path);
    const channels = await collect(source);
    await source.close();
    return { format, notes: notes.map(({ code }) => code), channels, hash: await hashOfSamples(channels) };
  } catch (error) {
    if (!(error instanceof Fault)) return { message: String(error) };
    return { fault: { code: error.code, kind: error.kind, facts: error.facts } };
  } finally {
    await place.remove(path);
  }
}

globalThis.onmessage = async ({ data }: MessageEvent<Uint8Array | 'no WebCodecs'>) => {
  if (data === 'no WebCodecs') Reflect.deleteProperty(globalThis, 'AudioDecoder');
  else postMessage(await readStored(data));
};
