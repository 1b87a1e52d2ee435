// Disc language: languages and genres by the numbers under which CD-TEXT knows them.
import { normaliseLanguage } from '../../files/tags/checks/language.ts';
import { ENGLISH } from './cd-text-read.ts';

/** Codes of EBU Tech 3264, appendix 3, by ISO 639-2; languages written in the letters of ISO 8859-1 or near them. */
const CODES: Readonly<Record<string, number>> = {
  sqi: 0x01,
  bre: 0x02,
  cat: 0x03,
  hrv: 0x04,
  cym: 0x05,
  ces: 0x06,
  dan: 0x07,
  deu: 0x08,
  eng: ENGLISH,
  spa: 0x0a,
  epo: 0x0b,
  est: 0x0c,
  eus: 0x0d,
  fao: 0x0e,
  fra: 0x0f,
  fry: 0x10,
  gle: 0x11,
  gla: 0x12,
  glg: 0x13,
  isl: 0x14,
  ita: 0x15,
  sme: 0x16,
  lat: 0x17,
  lav: 0x18,
  ltz: 0x19,
  lit: 0x1a,
  hun: 0x1b,
  mlt: 0x1c,
  nld: 0x1d,
  nor: 0x1e,
  nob: 0x1e,
  nno: 0x1e,
  oci: 0x1f,
  pol: 0x20,
  por: 0x21,
  ron: 0x22,
  roh: 0x23,
  srp: 0x24,
  slk: 0x25,
  slv: 0x26,
  fin: 0x27,
  swe: 0x28,
  tur: 0x29,
  wln: 0x2b,
  zul: 0x45,
  vie: 0x46,
  ukr: 0x49,
  tha: 0x4a,
  rus: 0x56,
  fas: 0x5a,
  kor: 0x65,
  jpn: 0x69,
  hin: 0x6b,
  heb: 0x6c,
  ell: 0x70,
  zho: 0x75,
  bul: 0x77,
  ara: 0x7e,
};

/** By any ISO 639 code; English, as on most discs, where none is told or it has no number. */
export function discLanguage(language: string | undefined): number {
  return CODES[normaliseLanguage(language ?? '') ?? ''] ?? ENGLISH;
}

/** ISO 639-2 of a number; null: not one of these. */
export function languageOfDisc(code: number): string | null {
  return Object.keys(CODES).find((language) => CODES[language] === code) ?? null;
}

/** Genre codes from 2 on, in their order, as plain words. */
const GENRES =
  `adult contemporary|alternative rock|childrens|classical|contemporary christian|country|dance|easy listening|
  erotic|folk|gospel|hip hop|jazz|latin|musical|new age|opera|operetta|pop|rap|reggae|rock|rhythm blues|sound effects|
  soundtrack|spoken word|world music`
    .split('|')
    .map((name) => name.trim());
const FIRST_GENRE = 2;
const UNDEFINED_GENRE = 1;

/** 1 where the list has no such genre; 0 where none is told. */
export function discGenre(genre: string | undefined): number {
  if (genre === undefined || genre === '') return 0;
  const words = genre.toLowerCase().replace(/['’]/g, '');
  const plain = words.replace(/[^a-z]+/g, ' ').trim();
  const at = GENRES.indexOf(plain === 'r b' ? 'rhythm blues' : plain.replace(' and ', ' '));
  return at < 0 ? UNDEFINED_GENRE : FIRST_GENRE + at;
}
