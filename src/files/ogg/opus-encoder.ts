// Opus encoder: libopus within libav.js, float samples in, packets of 20 ms out.
import { Fault } from '../../signal/fault.ts';
import type { Frame } from '@libav.js/variant-default';

/** Frames of a packet: 20 ms at 48 kHz. */
export const OPUS_PACKET_FRAMES = 960;
export const OPUS_RATE_HZ = 48000;
/** FFmpeg's bit masks of speaker layouts. */
const LAYOUTS = { mono: 4, stereo: 3 };
const HEAD_BYTES = 19;
/** FFmpeg's AV_LOG_QUIET: what goes wrong is thrown, and the rest is nobody's concern. */
const LOG_QUIET = -8;

export interface OpusEncoder {
  /** The stream's first packet, whole. */
  readonly head: Uint8Array;
  /** Frames that a decoder gives before the sound. */
  readonly preSkip: number;
  /** Encodes the first `frames` of `planes`, silence behind them up to a whole packet; a packet for every 960. */
  encode(planes: readonly Float32Array[], frames: number): Promise<Uint8Array[]>;
  /** One more packet, with what the encoder still holds back. Then it is of no more use. */
  finish(): Promise<Uint8Array[]>;
  /** Safe to call twice. */
  free(): Promise<void>;
}

/** Fault `needs-encoder` where the library cannot be loaded. */
export async function createOpusEncoder(channels: number, kbits: number): Promise<OpusEncoder> {
  const av = await loadLibrary();
  await av.av_log_set_level(LOG_QUIET);
  const layout = channels === 1 ? LAYOUTS.mono : LAYOUTS.stereo;
  const sound = { sample_rate: OPUS_RATE_HZ, channel_layout: layout, channels };
  const [, context, frame, packet] = await av.ff_init_encoder('libopus', {
    ctx: { ...sound, bit_rate: kbits * 1000, sample_fmt: av.AV_SAMPLE_FMT_FLT },
    time_base: [1, OPUS_RATE_HZ],
  });
  const head = await av.copyout_u8(await av.AVCodecContext_extradata(context), HEAD_BYTES);
  let at = 0;
  let freed = false;
  const frameOf = (planes: readonly Float32Array[], from: number, to: number): Frame => {
    const data = interleaved(planes, from, to);
    const made = {
      ...sound,
      format: av.AV_SAMPLE_FMT_FLT,
      nb_samples: OPUS_PACKET_FRAMES,
      data,
      pts: at,
      ptshi: 0,
    };
    at += OPUS_PACKET_FRAMES;
    return made;
  };
  const run = async (frames: Frame[], isEnd: boolean): Promise<Uint8Array[]> => {
    const packets = await av.ff_encode_multi(context, frame, packet, frames, isEnd);
    return packets.map(({ data }) => data);
  };
  return {
    head,
    preSkip: new DataView(head.buffer, head.byteOffset).getUint16(10, true),
    encode(planes, frames) {
      const made: Frame[] = [];
      for (let from = 0; from < frames; from += OPUS_PACKET_FRAMES) {
        made.push(frameOf(planes, from, Math.min(frames, from + OPUS_PACKET_FRAMES)));
      }
      return run(made, false);
    },
    finish: () => run([], true),
    async free() {
      if (freed) return;
      freed = true;
      await av.ff_free_encoder(context, frame, packet);
    },
  };
}

/** The package loads its two files from beside itself; in the built page they lie beside the chunk it went into. */
async function loadLibrary() {
  try {
    const { default: libav } = await import('@libav.js/variant-default');
    return await libav.LibAV({ noworker: true });
  } catch (cause) {
    throw new Fault('needs-encoder', 'output', { codec: 'opus' }, cause);
  }
}

/** One packet's samples, silent where there are none. */
function interleaved(planes: readonly Float32Array[], from: number, to: number): Float32Array {
  const count = planes.length;
  const samples = new Float32Array(OPUS_PACKET_FRAMES * count);
  planes.forEach((plane, c) => {
    for (let i = from; i < to; i++) samples[(i - from) * count + c] = plane[i]!;
  });
  return samples;
}
