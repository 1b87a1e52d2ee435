// Deck worker: the deck feeder between the origin's private files, the page and the player's own channel.
import { originPrivatePlace } from '../../places/browser/origin-private.ts';
import type { DeckState } from './deck-protocol.ts';
import { DeckFeeder } from './deck-feeder.ts';
import type { ToPlayer } from './deck-stream.ts';
import type { DeckRequest, PlayerReport } from './player-protocol.ts';

declare const self: DedicatedWorkerGlobalScope;

const feeder = new DeckFeeder(
  originPrivatePlace(),
  (state: DeckState) => self.postMessage(state),
  (error) => self.reportError(error),
);

self.onmessage = ({ data }: MessageEvent<DeckRequest>) => {
  if (data.do === 'connect') connect(data.port, data.sampleRateHz);
  else if (data.do === 'latency') feeder.setLatency(data.seconds);
  else feeder.take(data);
};

function connect(port: MessagePort | null, sampleRateHz: number): void {
  if (port === null) return feeder.connect(null, sampleRateHz);
  const toPlayer: ToPlayer = (command, transfer = []) => port.postMessage(command, transfer);
  port.onmessage = ({ data }: MessageEvent<PlayerReport>) => feeder.report(data);
  feeder.connect(toPlayer, sampleRateHz);
}
