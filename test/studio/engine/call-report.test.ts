// Call report: at most twenty a second, but never late with what matters.
import { describe, expect, it } from 'vitest';
import { createCallReport } from '../../../src/studio/engine/call-report.ts';
import type { EngineReply, TrackFront } from '../../../src/studio/engine/protocol.ts';

const front = (frames: number, trackFolder = 'mix'): TrackFront => ({
  side: 'mix',
  track: { sampleRateHz: 44100, channels: 2, encoding: 'float32' },
  trackFolder,
  frames,
});

function reporting() {
  const clock = { ms: 0 };
  const sent: EngineReply[] = [];
  const report = createCallReport(
    7,
    (reply) => sent.push(reply),
    () => clock.ms,
  );
  return { clock, sent, report };
}

describe('a report', () => {
  it('tells progress twenty times a second, each new stage and each end at once', () => {
    const { clock, sent, report } = reporting();
    for (; clock.ms < 1000; clock.ms++) report.progress('listen', clock.ms / 1000);
    report.progress('listen', 1);
    report.progress('decide', 0);
    expect(sent.length).toBe(22);
    expect(sent.slice(-2)).toEqual([
      { call: 7, progress: { stage: 'listen', share: 1 } },
      { call: 7, progress: { stage: 'decide', share: 0 } },
    ]);
  });

  it('tells the last front before the result, and a new track at once', () => {
    const { clock, sent, report } = reporting();
    for (let n = 1; n <= 10; n++, clock.ms += 10) report.front(front(n));
    report.front(front(1, 'master-000002'));
    report.front(front(2, 'master-000002'));
    report.flush();
    report.flush();
    const told = sent.map((reply) =>
      'front' in reply ? [reply.front.trackFolder, reply.front.frames] : null,
    );
    expect(told).toEqual([
      ['mix', 1],
      ['mix', 6],
      ['master-000002', 1],
      ['master-000002', 2],
    ]);
  });
});
