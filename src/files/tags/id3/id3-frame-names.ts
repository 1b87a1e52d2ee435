// ID3 frame names: which frame of ID3v2 stands for which of our names, in its three versions.

/** Text frames that are one of our names and nothing more, as ID3v2.4 calls them. */
const TEXT_FRAMES: Readonly<Record<string, string>> = {
  TIT1: 'GROUPING',
  TIT2: 'TITLE',
  TIT3: 'VERSION',
  TPE1: 'ARTIST',
  TPE2: 'ALBUMARTIST',
  TPE3: 'CONDUCTOR',
  TPE4: 'REMIXER',
  TALB: 'ALBUM',
  TCOM: 'COMPOSER',
  TEXT: 'LYRICIST',
  TPUB: 'LABEL',
  TCOP: 'COPYRIGHT',
  TPRO: 'PHONOGRAM',
  TCON: 'GENRE',
  TLAN: 'LANGUAGE',
  TSRC: 'ISRC',
  TENC: 'ENCODEDBY',
  TSSE: 'ENCODER',
  TBPM: 'BPM',
  TKEY: 'INITIALKEY',
  TMED: 'MEDIA',
  TMOO: 'MOOD',
  TOPE: 'ORIGINALARTIST',
  TOAL: 'ORIGINALALBUM',
  TOLY: 'ORIGINALLYRICIST',
  TSOA: 'ALBUMSORT',
  TSOP: 'ARTISTSORT',
  TSOT: 'TITLESORT',
  TSO2: 'ALBUMARTISTSORT',
  TSOC: 'COMPOSERSORT',
  TSST: 'DISCSUBTITLE',
  TCMP: 'COMPILATION',
  TDRC: 'DATE',
  TDOR: 'ORIGINALDATE',
  TDRL: 'RELEASEDATE',
};

/** Of these ID3v2.3 knows nothing; they go to TXXX there. */
const SINCE_2_4 = ['TPRO', 'TMOO', 'TSST', 'TDRL'];

const FRAMES = new Map(Object.entries(TEXT_FRAMES).map(([frame, name]) => [name, frame]));

/** Names of ID3v2.2, three letters long, and those of 2.3 and 2.4. */
const OF_2_2 = `TT1:TIT1 TT2:TIT2 TT3:TIT3 TP1:TPE1 TP2:TPE2 TP3:TPE3 TP4:TPE4 TAL:TALB TCM:TCOM TXT:TEXT TPB:TPUB TCR:TCOP
TYE:TYER TDA:TDAT TIM:TIME TOR:TORY TCO:TCON TLA:TLAN TRC:TSRC TEN:TENC TSS:TSSE TBP:TBPM TKE:TKEY TMT:TMED TOA:TOPE TOT:TOAL
TOL:TOLY TRK:TRCK TPA:TPOS TXX:TXXX COM:COMM ULT:USLT PIC:APIC UFI:UFID IPL:IPLS WXX:WXXX TCP:TCMP TSP:TSOP TSA:TSOA TST:TSOT
TS2:TSO2 TSC:TSOC WAF:WOAF WAR:WOAR WAS:WOAS WCM:WCOM WCP:WCOP WPB:WPUB GEO:GEOB CNT:PCNT POP:POPM MCI:MCDI TRD:TRDA TSI:TSIZ
TLE:TLEN TFT:TFLT TDY:TDLY TOF:TOFN`;

const FROM_2_2 = new Map(OF_2_2.split(/\s+/).map((pair) => pair.split(':') as [string, string]));

/** The four letters of a frame of ID3v2.2; its own three where none stand for it. */
export const frameOf22 = (id: string): string => FROM_2_2.get(id) ?? id;

/** Our name; undefined for frames that are more than text, and for those we have no word for. */
export const nameOfFrame = (frame: string): string | undefined =>
  Object.hasOwn(TEXT_FRAMES, frame) ? TEXT_FRAMES[frame] : undefined;

/** The text frame for one of our names in this version; undefined where there is none. */
export function frameOfName(name: string, version: 3 | 4): string | undefined {
  const frame = FRAMES.get(name.toUpperCase());
  return frame !== undefined && version === 3 && SINCE_2_4.includes(frame) ? undefined : frame;
}

/** Text frames we have no word for, kept under their own names: TLEN, TOFN, TRSN and their like. */
export const isTextFrame = (name: string): boolean => /^T[A-Z0-9]{3}$/.test(name) && name !== 'TXXX';

export const isUrlFrame = (name: string): boolean => /^W(COM|COP|OAF|OAR|OAS|ORS|PAY|PUB)$/.test(name);

/** Who did what, by the word in TIPL and IPLS. */
export const ROLES: Readonly<Record<string, string>> = {
  ARRANGER: 'arranger',
  PRODUCER: 'producer',
  ENGINEER: 'engineer',
  MIXER: 'mix',
  DJMIXER: 'DJ-mix',
};
