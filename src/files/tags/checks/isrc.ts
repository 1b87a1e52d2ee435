// ISRC: the shape of an International Standard Recording Code (ISO 3901); it has no check digit.

/** Two letters of country or agency, three of the registrant, two of the year, five of the recording. */
const SHAPE = /^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$/;

/** Twelve characters without hyphens; null where `text` is no ISRC. Hyphens, spaces, a leading `ISRC` and small letters are read over. */
export function normaliseIsrc(text: string): string | null {
  const plain = text
    .toUpperCase()
    .replace(/^\s*ISRC[:\s]*/, '')
    .replace(/[\s\-‐–]/g, '');
  return SHAPE.test(plain) ? plain : null;
}

/** As people write it: `CC-XXX-YY-NNNNN`. */
export const shownIsrc = (isrc: string): string =>
  `${isrc.slice(0, 2)}-${isrc.slice(2, 5)}-${isrc.slice(5, 7)}-${isrc.slice(7)}`;
