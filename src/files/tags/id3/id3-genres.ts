// ID3 genres: the numbered list of ID3v1 with Winamp's additions, which TCON and MP4's gnre point into.

/** 0 to 79 by the ID3v1 document, 80 to 191 as Winamp added them. */
const GENRES =
  `Blues|Classic Rock|Country|Dance|Disco|Funk|Grunge|Hip-Hop|Jazz|Metal|New Age|Oldies|Other|Pop|R&B|Rap|Reggae|Rock|
Techno|Industrial|Alternative|Ska|Death Metal|Pranks|Soundtrack|Euro-Techno|Ambient|Trip-Hop|Vocal|Jazz+Funk|Fusion|Trance|
Classical|Instrumental|Acid|House|Game|Sound Clip|Gospel|Noise|Alternative Rock|Bass|Soul|Punk|Space|Meditative|
Instrumental Pop|Instrumental Rock|Ethnic|Gothic|Darkwave|Techno-Industrial|Electronic|Pop-Folk|Eurodance|Dream|Southern Rock|
Comedy|Cult|Gangsta|Top 40|Christian Rap|Pop/Funk|Jungle|Native American|Cabaret|New Wave|Psychedelic|Rave|Showtunes|Trailer|
Lo-Fi|Tribal|Acid Punk|Acid Jazz|Polka|Retro|Musical|Rock & Roll|Hard Rock|Folk|Folk-Rock|National Folk|Swing|Fast Fusion|Bebop|
Latin|Revival|Celtic|Bluegrass|Avantgarde|Gothic Rock|Progressive Rock|Psychedelic Rock|Symphonic Rock|Slow Rock|Big Band|Chorus|
Easy Listening|Acoustic|Humour|Speech|Chanson|Opera|Chamber Music|Sonata|Symphony|Booty Bass|Primus|Porn Groove|Satire|Slow Jam|
Club|Tango|Samba|Folklore|Ballad|Power Ballad|Rhythmic Soul|Freestyle|Duet|Punk Rock|Drum Solo|A Cappella|Euro-House|Dance Hall|
Goa|Drum & Bass|Club-House|Hardcore|Terror|Indie|BritPop|Afro-Punk|Polsk Punk|Beat|Christian Gangsta Rap|Heavy Metal|Black Metal|
Crossover|Contemporary Christian|Christian Rock|Merengue|Salsa|Thrash Metal|Anime|JPop|Synthpop|Abstract|Art Rock|Baroque|
Bhangra|Big Beat|Breakbeat|Chillout|Downtempo|Dub|EBM|Eclectic|Electro|Electroclash|Emo|Experimental|Garage|Global|IDM|
Illbient|Industro-Goth|Jam Band|Krautrock|Leftfield|Lounge|Math Rock|New Romantic|Nu-Breakz|Post-Punk|Post-Rock|Psytrance|
Shoegaze|Space Rock|Trop Rock|World Music|Neoclassical|Audiobook|Audio Theatre|Neue Deutsche Welle|Podcast|Indie Rock|
G-Funk|Dubstep|Garage Rock|Psybient`
    .replaceAll('\n', '')
    .split('|');

/** null where the list ends before. */
export const numberedGenre = (number: number): string | null => GENRES[number] ?? null;

/** `(17)`, `17`, `(17)Rock`, `(RX)` as ID3v2.2 and 2.3 write genres, `((` for a bracket that is meant; any other text is itself. */
export function genresOf(text: string): string[] {
  const genres: string[] = [];
  let rest = text.trim();
  for (let code = bracketed(rest); code !== null; code = bracketed(rest)) {
    genres.push(namedGenre(code));
    rest = rest.slice(code.length + 2);
  }
  if (rest.startsWith('((')) rest = rest.slice(1);
  if (rest === '') return genres;
  const refined = /^\d{1,3}$/.test(rest) ? namedGenre(rest) : rest;
  return genres.length === 1 && genres[0]!.toUpperCase() === refined.toUpperCase()
    ? genres
    : [...genres, refined];
}

const bracketed = (text: string): string | null => /^\((\d{1,3}|RX|CR)\)/.exec(text)?.[1] ?? null;

function namedGenre(code: string): string {
  if (code === 'RX') return 'Remix';
  if (code === 'CR') return 'Cover';
  return numberedGenre(Number(code)) ?? code;
}
