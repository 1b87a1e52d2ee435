// Figures: numbers as people read them: rounded, with a true minus sign, units and clock times.

const MINUS = '\u2212';
/** A space that never breaks, between a number and its unit. */
const HARD_SPACE = '\u00a0';
const DECIMAL_SCALES = [1, 10, 100, 1000];
/** What stands for a value that does not exist. */
const NO_VALUE = '\u2013';

/** `value` with `digits` decimals; never a negative zero; a dash for null and for what is not finite. */
export function fixed(value: number | null | undefined, digits = 1): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NO_VALUE;
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? MINUS + text : text;
}

/** The same with its sign always shown; a plain 0.0 for zero. */
export function signed(value: number | null | undefined, digits = 1): string {
  const text = fixed(value, digits);
  return typeof value === 'number' && value > 0 && Number(text) !== 0 ? `+${text}` : text;
}

/** A level, `-1.04` as `−1.0 dBTP`; a dash for null. */
export function level(value: number | null | undefined, unit: string, digits = 1): string {
  const text = fixed(value, digits);
  return text === NO_VALUE ? text : text + HARD_SPACE + unit;
}

/** A change, `1.04` as `+1.0 dB`. */
export function change(value: number | null | undefined, unit = 'dB', digits = 1): string {
  const text = signed(value, digits);
  return text === NO_VALUE ? text : text + HARD_SPACE + unit;
}

/** `80 Hz`, `2.5 kHz`. */
export function hertz(hz: number): string {
  if (hz < 1000) return Math.round(hz) + HARD_SPACE + 'Hz';
  return String(Math.round(hz / 100) / 10) + HARD_SPACE + 'kHz';
}

/** To two figures, as one would say it: `200 Hz` for 198, `6.3 kHz` for 6310. */
export function spokenHertz(hz: number): string {
  const step = hz < 100 ? 1 : hz < 1000 ? 10 : hz < 10000 ? 100 : 1000;
  return hertz(Math.round(hz / step) * step);
}

/** A rate as it is written on sleeves: `44.1 kHz`, `192 kHz`. */
export function rate(hz: number): string {
  return String(Math.round(hz / 10) / 100) + HARD_SPACE + 'kHz';
}

/** A place in the song: `1:12.3`; with hours `1:02:03.4`. */
export function clock(seconds: number, digits = 1): string {
  const scale = DECIMAL_SCALES[digits] ?? 10;
  const ticks = Math.round(Math.max(0, seconds) * scale);
  const whole = Math.floor(ticks / scale);
  const rest = digits > 0 ? `.${String(ticks % scale).padStart(digits, '0')}` : '';
  const minutes = Math.floor(whole / 60);
  const tail = `${String(whole % 60).padStart(2, '0')}${rest}`;
  if (minutes < 60) return `${minutes}:${tail}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${tail}`;
}

/** A whole number with thin spaces between thousands: `1 323 000`. */
export function count(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

const WHOLE_UNITS = new Set([
  'samples',
  'bits',
  'frames',
  'times',
  'clicks',
  'Hz',
  'bytes',
  'channels',
  'characters',
]);

/** Any measured value with its unit, decimals by what the unit deserves. */
export function quantity(value: number | null, unit: string | null): string {
  if (value === null) return NO_VALUE;
  if (unit === null || unit === '') return fixed(value, Math.abs(value) < 10 ? 2 : 1);
  if (unit === 'Hz') return hertz(value);
  if (unit === 's') return Math.abs(value) < 1 ? level(value * 1000, 'ms', 0) : level(value, 's', 1);
  if (WHOLE_UNITS.has(unit)) return count(value) + HARD_SPACE + (value === 1 ? unit.replace(/s$/, '') : unit);
  if (unit === '%') return level(value, unit, Math.abs(value) < 1 ? 2 : Math.abs(value) < 10 ? 1 : 0);
  if (unit === 'ms') return level(value, unit, Math.abs(value) < 10 ? 1 : 0);
  if (unit === 'FS') return level(value * 100, '% of full scale', 0);
  if (unit === 'correlation') return `correlation${HARD_SPACE}${fixed(value, 2)}`;
  return level(value, unit);
}

/** A size on disk: `4.2 MB`. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return count(bytes) + HARD_SPACE + 'bytes';
  if (bytes < 1e6) return fixed(bytes / 1e3, 0) + HARD_SPACE + 'kB';
  return fixed(bytes / 1e6, bytes < 1e7 ? 1 : 0) + HARD_SPACE + 'MB';
}
