// Master tags: what the mix says of its song, for its masters, with what was measured on the master itself.
import { measuredBroadcast, measuredGain, UNSAID_BROADCAST } from '../deliver/finish/measured-tags.ts';
import type { Acceptance } from '../deliver/finish/written-files.ts';
import type { Tags } from '../files/tags/tags.ts';
import { tagsAfter, withoutEncoder } from './carried-tags.ts';
import { TOOL } from './version.ts';

/** Nothing is made up: no date, no originator, no title that the mix does not have. `found` null: the mix has no tags. */
export function masterTags(found: Tags | null, mixHz: number, { format, analysis }: Acceptance): Tags {
  const change = { fromHz: mixHz, toHz: format.sampleRateHz, isOther: true };
  const { broadcast = UNSAID_BROADCAST, ...carried } = withoutEncoder(tagsAfter(found ?? {}, change));
  const { measurements } = analysis;
  const { integratedLufs } = measurements.loudness;
  const replayGain = measuredGain({ integratedLufs, truePeakDbtp: measurements.peak.truePeakDbtp }, null);
  const tool = `${TOOL.name} ${TOOL.version}`;
  return {
    ...carried,
    ...(replayGain === null ? {} : { replayGain }),
    ...(format.container === 'flac'
      ? {}
      : { broadcast: measuredBroadcast(broadcast, format, measurements, tool) }),
  };
}
