// Every meter keeps the contract.
import { createDynamicsMeter } from '../../src/measure/dynamics.ts';
import { createLoudnessMeter } from '../../src/measure/loudness-meter.ts';
import { createOverviewMeter } from '../../src/measure/overview.ts';
import { createSongMeter } from '../../src/measure/song-meter.ts';
import { createSpectrumMeter } from '../../src/measure/spectrum.ts';
import { createStereoMeter } from '../../src/measure/stereo.ts';
import { createPeakMeter } from '../../src/measure/true-peak.ts';
import { meterContract } from '../contracts/meter.ts';

meterContract('loudness', createLoudnessMeter);
meterContract('true peak', createPeakMeter, { seconds: 0.55 });
meterContract('dynamics', createDynamicsMeter);
meterContract('spectrum', createSpectrumMeter, { channelCounts: [1, 2, 3] });
meterContract('stereo', createStereoMeter);
meterContract('overview', createOverviewMeter);
meterContract('the song meter', createSongMeter);
meterContract('the quick song meter', (format) => createSongMeter(format, { quick: true }));
// Rates where a hop or a step is no whole number of frames, and the ends of the range.
meterContract('the song meter at 11025 Hz', createSongMeter, { sampleRateHz: 11025 });
meterContract('the song meter at 8 kHz', createSongMeter, {
  sampleRateHz: 8000,
  channelCounts: [1, 2, 3, 6],
});
