// Planted: the weaknesses that a judgement must name and mend, put into any stereo piece; all by hand, none with the product's own filters.

/** Second-order filter in place, by the coefficients of R. Bristow-Johnson's cookbook. */
function filtered(samples, [b0, b1, b2, a0, a1, a2]) {
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  return samples.map((x) => {
    const y = (b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2) / a0;
    [x1, x2, y1, y2] = [x, x1, y, y1];
    return y;
  });
}

function bell(hz, gainDb, q, rate) {
  const a = 10 ** (gainDb / 40);
  const w = (2 * Math.PI * hz) / rate;
  const alpha = Math.sin(w) / (2 * q);
  const c = -2 * Math.cos(w);
  return [1 + alpha * a, c, 1 - alpha * a, 1 + alpha / a, c, 1 - alpha / a];
}

function highShelf(hz, gainDb, rate) {
  const a = 10 ** (gainDb / 40);
  const w = (2 * Math.PI * hz) / rate;
  const c = Math.cos(w);
  const s = Math.sin(w) * Math.SQRT2 * Math.sqrt(a);
  return [
    a * (a + 1 + (a - 1) * c + s),
    -2 * a * (a - 1 + (a + 1) * c),
    a * (a + 1 + (a - 1) * c - s),
    a + 1 - (a - 1) * c + s,
    2 * (a - 1 - (a + 1) * c),
    a + 1 - (a - 1) * c - s,
  ];
}

function pass(hz, rate, high) {
  const w = (2 * Math.PI * hz) / rate;
  const c = Math.cos(w);
  const alpha = Math.sin(w) / Math.SQRT2;
  const b = high ? (1 + c) / 2 : (1 - c) / 2;
  return [b, high ? -2 * b : 2 * b, b, 1 + alpha, -2 * c, 1 - alpha];
}

/** Low and high part that add up to the sound, for the high part is what the low one leaves. */
function split(samples, hz, rate) {
  const low = filtered(filtered(samples, pass(hz, rate, false)), pass(hz, rate, false));
  return [low, samples.map((x, n) => x - low[n])];
}

const LOW_HZ = 140;

/** 6 dB up and down in the bass from one second to the next, within 50 ms; its phase stays as it is. */
function jumping(channels, rate) {
  return channels.map((samples) => {
    const once = filtered(samples, pass(LOW_HZ, rate, false)).reverse();
    const low = filtered(once, pass(LOW_HZ, rate, false)).reverse();
    return samples.map((x, n) => {
      const phase = (n / rate) % 2;
      const up = Math.min(1, Math.max(0, phase < 1 ? phase / 0.05 : 1 - (phase - 1) / 0.05));
      return x + (10 ** ((6 * up - 3) / 20) - 1) * low[n];
    });
  });
}

/** The bass of the middle once more in the side, an octave's quarter wave later, nearly as loud. */
function wideBass([left, right], rate) {
  const delay = Math.round(0.004 * rate);
  const middle = left.map((x, n) => 0.5 * (x + right[n]));
  const low = filtered(filtered(middle, pass(120, rate, false)), pass(120, rate, false));
  const side = low.map((_, n) => (n < delay ? 0 : 0.9 * low[n - delay]));
  return [left.map((x, n) => x + side[n]), right.map((x, n) => x - side[n])];
}

/** Whatever stands 5 dB over the RMS is pressed down to it, with 1 ms of look-ahead and 60 ms of release, both channels alike. */
function overCompressed(channels, rate) {
  const energy = channels.reduce((sum, x) => sum + x.reduce((s, v) => s + v * v, 0) / x.length, 0);
  const ceiling = Math.sqrt(energy / channels.length) * 10 ** (5 / 20);
  const ahead = Math.round(0.001 * rate);
  const release = Math.exp(-1 / (0.06 * rate));
  const frames = channels[0].length;
  const wanted = new Float64Array(frames + ahead).fill(1);
  for (let n = 0; n < frames; n++) {
    const peak = Math.max(...channels.map((x) => Math.abs(x[n])));
    const gain = peak > ceiling ? ceiling / peak : 1;
    for (let k = Math.max(0, n - ahead); k <= n; k++) if (gain < wanted[k]) wanted[k] = gain;
  }
  let held = 1;
  const gains = wanted.map((gain) => {
    held = gain < held ? gain : 1 - release * (1 - held);
    return Math.min(gain, held);
  });
  return channels.map((x) => x.map((v, n) => v * gains[n]));
}

const each = (channels, by) => channels.map((samples) => by(samples));

/** By name: what is wrong afterwards. Channels in, new channels out; any rate from 32 kHz. */
export const PLANTS = {
  'boxy-300': (channels, rate) => each(channels, (x) => filtered(x, bell(300, 4, 1, rate))),
  'dull-8k': (channels, rate) => each(channels, (x) => filtered(x, highShelf(8000, -5, rate))),
  'low-jumps': jumping,
  'harsh-3k': (channels, rate) => each(channels, (x) => filtered(x, bell(3000, 12, 20, rate))),
  'wide-bass': wideBass,
  'left-heavy': ([left, right]) => [left.slice(), right.map((x) => x * 10 ** (-3 / 20))],
  'over-compressed': overCompressed,
};

/** RMS in dB of what stands between two frequencies, in windows of 0.2 s. */
export function bandEnvelopeDb(samples, lowHz, highHz, rate) {
  let band = samples;
  if (highHz < rate / 2) band = split(split(band, highHz, rate)[0], highHz, rate)[0];
  if (lowHz > 0) band = filtered(filtered(band, pass(lowHz, rate, true)), pass(lowHz, rate, true));
  const size = Math.round(0.2 * rate);
  const rows = [];
  for (let at = 0; at + size <= band.length; at += size) {
    let sum = 0;
    for (let n = at; n < at + size; n++) sum += band[n] * band[n];
    rows.push(10 * Math.log10(sum / size + 1e-12));
  }
  return rows;
}
