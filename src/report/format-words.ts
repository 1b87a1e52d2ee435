// Format words: what kind of file it is, in one line.
import type { CheckRecord } from './check-record.ts';
import { clock, rate } from './figures.ts';

/** `FLAC, 44.1 kHz, 24 bit, stereo, 0:28.0`. */
export function formatWords({ format }: Pick<CheckRecord, 'format'>): string {
  return formatLine(format);
}

/** The same of a bare format. */
export function formatLine(format: Omit<CheckRecord['format'], 'frames'>): string {
  const { container, codec, sampleRateHz, channels, bits, durationS } = format;
  const plain = codec === 'pcm' || codec === 'float' || codec === container;
  const name = plain ? container.toUpperCase() : `${codec.toUpperCase()} in ${container.toUpperCase()}`;
  const width = channels === 1 ? 'mono' : channels === 2 ? 'stereo' : `${channels} channels`;
  const depth = bits === null ? [] : [`${bits} bit${codec === 'float' ? ' float' : ''}`];
  return [name, rate(sampleRateHz), ...depth, width, clock(durationS)].join(', ');
}
