// Tag date: a year, a month or a day, from the many ways in which files write one.

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** ISO 8601 (with any time behind it), with slashes or points instead of hyphens, or eight digits. */
const SHAPES = [
  /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ].*)?$/,
  /^(\d{4})(\d{2})(\d{2})$/,
] as const;

/** `yyyy`, `yyyy-mm` or `yyyy-mm-dd`; null where `text` is no date. A month or day of 0 is not told. */
export function normaliseDate(text: string): string | null {
  const plain = text.trim();
  for (const shape of SHAPES) {
    const found = shape.exec(plain);
    if (found !== null) return dateOf(found[1]!, Number(found[2] ?? 0), Number(found[3] ?? 0));
  }
  return null;
}

function dateOf(year: string, month: number, day: number): string | null {
  if (year === '0000' || month > 12) return null;
  if (month === 0) return year;
  if (day > daysOf(Number(year), month)) return null;
  const yearAndMonth = `${year}-${String(month).padStart(2, '0')}`;
  return day === 0 ? yearAndMonth : `${yearAndMonth}-${String(day).padStart(2, '0')}`;
}

/** Days of a month in the Gregorian calendar. */
function daysOf(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && !isLeap ? 28 : DAYS[month - 1]!;
}
