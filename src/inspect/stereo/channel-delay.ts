// Channel delay: one channel a fixed time behind the other, heard as a picture that leans and a hollow mono.
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import type { Hearing } from '../hearing.ts';
import { lateness } from '../heard/lateness.ts';
import { panorama, type Panorama } from '../heard/panorama.ts';

class ChannelDelayDetector implements Detector {
  private readonly panorama: Panorama;

  constructor(hearing: Hearing) {
    this.panorama = hearing.stream(panorama);
  }

  push(): void {}

  result(): Finding[] {
    const late = lateness(this.panorama);
    if (late === null) return [];
    const frames = Math.abs(late.frames);
    return [
      {
        code: 'channel-delay',
        severity: late.sure ? 'warning' : 'note',
        confidence: late.sure ? 0.9 : 0.5,
        channel: late.frames > 0 ? 'right' : 'left',
        startS: null,
        endS: null,
        value: Math.round((1e5 * frames) / this.panorama.rate) / 100,
        unit: 'ms',
        facts: { frames },
      },
    ];
  }
}

/** The whole of one channel behind the other. */
export const CHANNEL_DELAY: DetectorKind = {
  id: 'channel-delay',
  codes: ['channel-delay'],
  create: (hearing) => new ChannelDelayDetector(hearing),
};
