// Essentia detectors: the audio problem detectors of essentia.js over one song, with their own defaults, frame by frame.
// The JavaScript wrapper makes each detector anew for every call, so what must remember (gaps) cannot find anything.

const FRAME = 512;
const HOP = 256;

/** Findings as `check --json` has them. `sound`: {sampleRateHz, channels: Float32Array[]}. */
export function detectWithEssentia(essentia, { sampleRateHz, channels }) {
  const found = channels.flatMap((samples, c) => {
    const channel = channels.length === 1 ? 'both' : c === 0 ? 'left' : 'right';
    return inChannel(essentia, samples, sampleRateHz).map((finding) => ({ ...finding, channel }));
  });
  return [...found, ...cuts(essentia, channels, sampleRateHz)];
}

function inChannel(essentia, samples, rate) {
  const clicks = [];
  const breaks = [];
  const clipping = [];
  eachFrame(essentia, samples, FRAME, HOP, (frame, at) => {
    const click = tried(() => essentia.ClickDetector(frame, 30, FRAME, HOP, 12, 10, rate, -50));
    if (click !== null) clicks.push(...spans(essentia, click, at / rate, 'click'));
    const jump = tried(() => essentia.DiscontinuityDetector(frame, 8, -60, FRAME, HOP, 7, 3, -50, 32));
    for (const n of jump === null ? [] : list(essentia, jump.discontinuityLocations)) {
      breaks.push({ code: 'discontinuity', startS: (at + n) / rate, endS: (at + n + 1) / rate });
    }
    const flat = tried(() => essentia.SaturationDetector(frame, 0.001, -1, FRAME, HOP, 0.005, rate));
    if (flat !== null) clipping.push(...spans(essentia, flat, at / rate, 'clipping'));
  });
  const gaps = [];
  eachFrame(essentia, samples, 4 * rate, 2 * rate, (frame, at) => {
    const gap = tried(() =>
      essentia.GapsDetector(frame, 0.05, 2048, 1024, 11, 3500, 10, 40, -30, 40, 0.05, rate, -50),
    );
    if (gap !== null) gaps.push(...spans(essentia, gap, at / rate, 'gap'));
  });
  return [merged(clicks, 0.002), merged(breaks, 0.002), merged(clipping, 0.3), merged(gaps, 0.02)].flat();
}

function cuts(essentia, channels, rate) {
  const mono = channels[0].map(
    (_, n) => channels.reduce((sum, samples) => sum + samples[n], 0) / channels.length,
  );
  const vector = essentia.arrayToVector(mono);
  const cut = tried(() => essentia.StartStopCut(vector, 256, 256, 10, 10, rate, -60));
  vector.delete();
  const endS = mono.length / rate;
  return [
    ...(cut?.startCut ? [{ code: 'abrupt-start', channel: 'both', startS: 0, endS: 0 }] : []),
    ...(cut?.stopCut ? [{ code: 'abrupt-end', channel: 'both', startS: endS, endS }] : []),
  ];
}

function eachFrame(essentia, samples, size, hop, look) {
  for (let at = 0; at + size <= samples.length; at += hop) {
    const vector = essentia.arrayToVector(samples.subarray(at, at + size));
    look(vector, at);
    vector.delete();
  }
}

function spans(essentia, { starts, ends }, fromS, code) {
  const last = list(essentia, ends);
  return list(essentia, starts).map((startS, i) => ({ code, startS: fromS + startS, endS: fromS + last[i] }));
}

/** Some frames (silence, for one) end in an exception of the library: nothing found there. */
function tried(detect) {
  try {
    return detect();
  } catch {
    return null;
  }
}

function list(essentia, vector) {
  const values = vector.size() > 0 ? Array.from(essentia.vectorToArray(vector)) : [];
  vector.delete();
  return values;
}

function merged(findings, gapS) {
  const result = [];
  for (const finding of findings.sort((a, b) => a.startS - b.startS)) {
    const last = result.at(-1);
    if (last !== undefined && finding.startS - last.endS <= gapS)
      last.endS = Math.max(last.endS, finding.endS);
    else result.push({ ...finding });
  }
  return result;
}
