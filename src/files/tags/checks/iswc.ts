// ISWC: the number of a musical work with its check digit (ISO 15707).

/** The digit that must follow nine: one, plus each digit by its place from 1, to the next ten. */
export function iswcCheckDigit(digits: string): number {
  let sum = 1;
  for (let i = 0; i < 9; i++) sum += (i + 1) * Number(digits[i]);
  return (10 - (sum % 10)) % 10;
}

/** `T` and ten digits; null where `text` is no ISWC or its check digit is wrong. Points, hyphens and spaces are read over. */
export function normaliseIswc(text: string): string | null {
  const plain = text
    .toUpperCase()
    .replace(/^\s*ISWC[:\s]*/, '')
    .replace(/[\s.\-‐–]/g, '');
  if (!/^T[0-9]{10}$/.test(plain)) return null;
  return iswcCheckDigit(plain.slice(1, 10)) === Number(plain[10]) ? plain : null;
}

/** As people write it: `T-DDD.DDD.DDD-C`. */
export const shownIswc = (iswc: string): string =>
  `T-${iswc.slice(1, 4)}.${iswc.slice(4, 7)}.${iswc.slice(7, 10)}-${iswc.slice(10)}`;
