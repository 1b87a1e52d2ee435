// Player worklet: the A/B player on the audio thread, fed over a channel of its own so that the page is never in its way.
import { AbPlayer } from '../../preview/ab-player.ts';
import type { PlayerCommand, PlayerReport } from './player-protocol.ts';

/** What an audio worklet's global scope offers; no library of the compiler's has it. */
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;
declare const sampleRate: number;

const REPORTS_PER_SECOND = 60;

class PlayerProcessor extends AudioWorkletProcessor {
  private readonly player = new AbPlayer(sampleRate);
  private feeder: MessagePort | null = null;
  private told: PlayerReport | null = null;
  private sinceReport = 0;
  private open = true;

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<{ feeder: MessagePort } | { close: true }>) => {
      if ('close' in data) this.open = false;
      else this.connect(data.feeder);
    };
  }

  process(_inputs: unknown, [output]: readonly (readonly Float32Array[])[]): boolean {
    const frames = output![0]!.length;
    this.player.render(output!, frames);
    this.sinceReport += frames;
    if (this.sinceReport * REPORTS_PER_SECOND >= sampleRate) this.report();
    return this.open;
  }

  private connect(feeder: MessagePort): void {
    this.feeder = feeder;
    feeder.onmessage = ({ data }: MessageEvent<PlayerCommand>) => obey(this.player, data);
  }

  /** Silent while nothing changes. */
  private report(): void {
    this.sinceReport = 0;
    const state = this.player.state();
    const idle = this.told !== null && !state.playing && sameState(state, this.told);
    if (!idle) this.feeder?.postMessage(state);
    this.told = state;
  }
}

function obey(player: AbPlayer, command: PlayerCommand): void {
  switch (command.do) {
    case 'jump':
      return player.jump(command.epoch, command.songFrame);
    case 'chunk':
      return player.push(command.chunk);
    case 'play':
      return player.play();
    case 'pause':
      return player.pause();
    case 'side':
      return player.setSide(command.side);
    case 'match':
      return player.setMatch(command.on);
  }
}

function sameState(a: PlayerReport, b: PlayerReport): boolean {
  return (Object.keys(a) as (keyof PlayerReport)[]).every((key) => a[key] === b[key]);
}

registerProcessor('lacquer-player', PlayerProcessor);
