// Latin letters: what of a text the alphabet of CD-TEXT can hold, and the nearest it can say of the rest.
import { simplified } from '../../files/tags/tag-text.ts';
import { isLatin1 } from './cd-text-write.ts';

export interface LatinText {
  /** Letters of ISO 8859-1 alone. */
  readonly written: string;
  /** Has it letters without a near one, which became question marks? */
  readonly isLost: boolean;
}

/** Accents of western Europe stay; every other letter gives way to its nearest: `Łódź…` becomes `Lódz...`. */
export function latinText(text: string): LatinText {
  let isLost = false;
  const letters = [...text.normalize('NFC').replace(/\s+/g, ' ').trim()].map((letter) => {
    if (isLatin1(letter)) return letter;
    const near = simplified(letter);
    isLost ||= near.includes('?');
    return near;
  });
  return { written: letters.join(''), isLost };
}
