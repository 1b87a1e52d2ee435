// Wave keys: what each key means on the waveform.
import type { TimeWindow } from './time-window.ts';

export interface WaveSituation {
  readonly frames: number;
  readonly sampleRateHz: number;
  /** The playhead. */
  readonly frame: number;
  readonly loop: TimeWindow | null;
}

export type WaveAct =
  | { readonly seek: number }
  | { readonly loop: TimeWindow | null }
  /** Under 1: closer. */
  | { readonly zoom: number }
  | { readonly whole: true };

/** The same as everywhere on the page. */
const STEP_S = 2;
const LEAP_S = 10;
const PAGE_S = 30;

/** null for a key that means nothing here, which others may use. */
export function waveKey(key: string, shift: boolean, situation: WaveSituation): WaveAct | null {
  const { frame, frames, loop } = situation;
  const arrow = shift ? LEAP_S : STEP_S;
  if (key === 'ArrowLeft' || key === 'ArrowDown') return step(situation, -arrow);
  if (key === 'ArrowRight' || key === 'ArrowUp') return step(situation, arrow);
  if (key === 'PageDown') return step(situation, -PAGE_S);
  if (key === 'PageUp') return step(situation, PAGE_S);
  if (key === 'Home') return { seek: 0 };
  if (key === 'End') return { seek: frames };
  if (key === '+' || key === '=') return { zoom: 0.5 };
  if (key === '-') return { zoom: 2 };
  if (key === '0') return { whole: true };
  if (key === 'i') return between(frame, loop !== null && loop.endFrame > frame ? loop.endFrame : frames);
  if (key === 'o') return between(loop !== null && loop.startFrame < frame ? loop.startFrame : 0, frame);
  return key === 'Escape' && loop !== null ? { loop: null } : null;
}

function step({ frame, frames, sampleRateHz }: WaveSituation, seconds: number): WaveAct {
  return { seek: Math.round(Math.max(0, Math.min(frames, frame + seconds * sampleRateHz))) };
}

function between(startFrame: number, endFrame: number): WaveAct | null {
  return endFrame > startFrame ? { loop: { startFrame, endFrame } } : null;
}
