// Deck client: the page's hold on the player: one AudioContext at the song's own rate, its worklet and the deck worker.
import type { WorkerName } from '../worker-name.ts';
import type { DeckCommand, DeckSong, DeckState, Side } from './deck-protocol.ts';
import type { DeckRequest } from './player-protocol.ts';
import workletUrl from './player-worklet.ts?worker&url';

/** Silence this long lets the sound card sleep. */
const SLEEP_MS = 5000;
/** The way to the ear is asked for again after so many states: it changes when headphones are plugged in. */
const STATES_PER_LATENCY = 30;

/** The player comes into being with the first `play`, since a page may not sound before it was touched. */
export class Deck {
  private readonly worker: Worker;
  private song: DeckSong | null = null;
  private context: AudioContext | null = null;
  private node: AudioWorkletNode | null = null;
  private sleep: ReturnType<typeof setTimeout> | undefined;
  private states = 0;
  private playing = false;
  /** The sound card is being woken: until then it may say that it still sleeps. */
  private waking = false;
  private readonly onTrouble: (what: string) => void;

  /** `onTrouble` hears why nothing can be heard; the deck then stands still, and the next `play` tries again. */
  constructor(onState: (state: DeckState) => void, onTrouble: (what: string) => void) {
    this.onTrouble = onTrouble;
    this.worker = new Worker(new URL('../studio-worker.ts', import.meta.url), {
      type: 'module',
      name: 'lacquer deck' satisfies WorkerName,
    });
    this.worker.onmessage = ({ data }: MessageEvent<DeckState>) => {
      if (this.states++ % STATES_PER_LATENCY === 0) this.tellLatency();
      if (this.playing && !data.playing) this.sleepSoon();
      this.playing = data.playing;
      onState(data);
    };
    this.worker.onerror = ({ message }) => this.fail(message);
  }

  /** The song that is played from now on, from its start; null for none. */
  load(song: DeckSong | null): void {
    const rateHz = song?.mix.track.sampleRateHz;
    if (rateHz !== undefined && rateHz !== this.song?.mix.track.sampleRateHz) this.disconnect();
    this.song = song;
    this.order({ do: 'load', song });
  }

  /** The same song, its tracks grown, or with another master. */
  update(song: DeckSong): void {
    this.song = song;
    this.order({ do: 'update', song });
  }

  /** First from a user's gesture. Resolves when the sound card runs, or has been found not to. */
  async play(): Promise<void> {
    const { song } = this;
    if (song === null) return;
    clearTimeout(this.sleep);
    this.order({ do: 'play' });
    this.waking = true;
    let { context } = this;
    try {
      context = this.context ??= this.connect(song.mix.track.sampleRateHz);
      await context.resume();
    } catch (reason) {
      // another song, at another rate, may have been laid on the deck meanwhile
      if (context === this.context) this.fail(String(reason));
    }
    this.waking = false;
    this.tellLatency();
  }

  pause(): void {
    this.order({ do: 'pause' });
  }

  seek(frame: number): void {
    this.order({ do: 'seek', frame });
  }

  setSide(side: Side): void {
    this.order({ do: 'side', side });
  }

  setMatch(on: boolean): void {
    this.order({ do: 'match', on });
  }

  setLoop(range: { readonly startFrame: number; readonly endFrame: number } | null): void {
    this.order({ do: 'loop', range });
  }

  close(): void {
    this.disconnect();
    this.worker.terminate();
  }

  private order(command: DeckCommand): void {
    this.worker.postMessage(command satisfies DeckRequest);
  }

  /** Begun within the gesture, as browsers ask for; the worklet joins as soon as it is loaded. */
  private connect(rateHz: number): AudioContext {
    const context = contextAt(rateHz);
    context.onstatechange = () => this.standStillWith(context);
    context.audioWorklet
      .addModule(workletUrl)
      .then(() => {
        if (context === this.context) this.join(context);
      })
      .catch((reason: unknown) => {
        if (context === this.context) this.fail(String(reason));
      });
    return context;
  }

  /** A call comes in, a device is pulled: the system takes the sound away, and the playhead does not run on by itself. */
  private standStillWith(context: AudioContext): void {
    if (context === this.context && context.state !== 'running' && this.playing && !this.waking) this.pause();
  }

  private fail(what: string): void {
    this.pause();
    this.disconnect();
    this.onTrouble(what);
  }

  private join(context: AudioContext): void {
    const { port1, port2 } = new MessageChannel();
    const node = new AudioWorkletNode(context, 'lacquer-player', {
      numberOfInputs: 0,
      outputChannelCount: [2],
    });
    node.port.postMessage({ feeder: port1 }, [port1]);
    node.connect(context.destination);
    this.node = node;
    const request: DeckRequest = { do: 'connect', port: port2, sampleRateHz: context.sampleRate };
    this.worker.postMessage(request, [port2]);
  }

  private disconnect(): void {
    clearTimeout(this.sleep);
    this.node?.port.postMessage({ close: true });
    this.node?.disconnect();
    this.context?.close().catch(() => {}); // it may be closed already
    this.node = null;
    this.context = null;
    this.worker.postMessage({ do: 'connect', port: null, sampleRateHz: 0 } satisfies DeckRequest);
  }

  private tellLatency(): void {
    if (this.context === null) return;
    // Safari knows no outputLatency.
    const seconds = this.context.baseLatency + (this.context.outputLatency ?? 0);
    this.worker.postMessage({ do: 'latency', seconds } satisfies DeckRequest);
  }

  private sleepSoon(): void {
    clearTimeout(this.sleep);
    this.sleep = setTimeout(() => {
      if (!this.playing) void this.context?.suspend();
    }, SLEEP_MS);
  }
}

/**
 * At the song's own rate, so that nothing is converted before the sound card. A browser that refuses it gets its own rate; the
 * deck worker then converts with the engine's converter. `balanced`: a switch is heard at once, and little work wakes the page.
 */
function contextAt(rateHz: number): AudioContext {
  try {
    return new AudioContext({ sampleRate: rateHz, latencyHint: 'balanced' });
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'NotSupportedError') throw error;
    return new AudioContext({ latencyHint: 'balanced' });
  }
}
