// Engine worker: the engine on a thread of its own, over the browser's origin private file system.
import { lendAacDecoder, type AacDecoder } from '../../files/decoder-registry.ts';
import { originPrivatePlace } from '../../places/browser/origin-private.ts';
import { createCallReport } from './call-report.ts';
import { Engine } from './engine.ts';
import { faultRecord } from './fault-record.ts';
import type { EngineReply, EngineRequest, EngineVerbs, FaultRecord, Verb } from './protocol.ts';
import { claimSession } from './session-claim.ts';

declare const self: DedicatedWorkerGlobalScope;

/** Fetched with the first song in AAC. */
const decodeAac: AacDecoder = async function* (frames, stream) {
  const { webCodecsAacDecoder } = await import('../../places/browser/webcodecs-aac.ts');
  yield* webCodecsAacDecoder()(frames, stream);
};

lendAacDecoder(decodeAac);

const channel = new MessageChannel();
const breaths: (() => void)[] = [];
channel.port1.addEventListener('message', () => breaths.shift()?.());
channel.port1.start();

/** Messages that wait are heard before a message to oneself comes back. */
const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    breaths.push(resolve);
    channel.port2.postMessage(null);
  });

const engine = claimSession().then(
  (root) => new Engine({ place: originPrivatePlace(), root, breathe }),
  (reason: unknown) => {
    throw faultRecord(reason, '');
  },
);
// Told to every call.
engine.catch(() => {});
const running = new Map<number, AbortController>();
const send = (reply: EngineReply): void => self.postMessage(reply);

async function serve(call: number, verb: Verb, request: unknown): Promise<void> {
  const stop = new AbortController();
  running.set(call, stop);
  const report = createCallReport(call, send, () => performance.now());
  try {
    const wire = { ...report, signal: stop.signal };
    const result = await (await engine).call(verb, request as Parameters<EngineVerbs[Verb]>[0], wire);
    report.flush();
    send({ call, result });
  } catch (fault) {
    send({ call, fault: fault as FaultRecord });
  } finally {
    running.delete(call);
  }
}

self.addEventListener('message', ({ data }: MessageEvent<EngineRequest>) => {
  if ('ping' in data) send({ pong: true });
  else if ('cancel' in data) running.get(data.cancel)?.abort();
  else void serve(data.call, data.verb, data.request);
});
