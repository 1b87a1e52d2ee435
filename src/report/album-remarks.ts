// Album remarks: what a new album file teaches whoever opens it.

/** Above everything; without `#`. */
export const INIT_HEAD: readonly string[] = [
  'An album: songs in their order, what stands between them, and what the record says of itself.',
  'Everything behind a # is a remark: take the # away and what it says holds.',
  '"lacquer album check" tells what is wrong, with its line; "lacquer deliver" makes the release.',
  '',
];

/** What was not found in the files, as an example. */
export const INIT_UNTOLD: Readonly<Record<string, string>> = {
  label: 'Your Label',
  catalogueNumber: 'CAT-001',
  barcode: '"4006381333931"             # EAN-13 or UPC-A of the release; shops and plants ask for it',
  date: '2026-05-31                     # of release',
  composers: '[First Name, Second Name]',
  genres: '[Rock]',
  copyright: '2026 Your Name            # of words, music and cover',
  phonogram: '2026 Your Label           # of the recording',
  language: 'en                         # of the words',
  artwork: 'cover.jpg',
  intent:
    '{ style: rock, loudness: -12 } # what every song asks for; "lacquer profile list" tells the styles',
  balance: '{ rule: vocal, mostLu: 3 }  # how levels are brought together; none leaves them as they are',
};

/** Below everything; without `#`. */
export const INIT_FOOT: readonly string[] = [
  '',
  'What else a song may say, in its own lines:',
  '  isrc: GB-ABC-26-00001       the code of its recording',
  '  gap: 0.5                    seconds before it; or 4 beats, 150 sectors (1/75 s), decay (as the music dies away)',
  '  crossfade: 3 s              it begins over the end of the song before',
  '  gapless: true               it goes on from the song before, cut from one recording: both are mastered as one',
  '  hidden: true                it has no number of its own',
  '  fadeIn: 1 s                 and fadeOut: 8 s log',
  '  trim: { start: 0:01.5, end: 3:20 }',
  '  levelLu: -2                 meant to be quieter than its neighbours',
  '  intent: { style: acoustic } what it asks for instead of what the album does',
  '  plan: plan.json             moves of your own (see "lacquer plan")',
  '  asIs: true                  a master already: not a sample of it is changed',
  '  disc: 2                     from this song on; side: B for vinyl and tape likewise',
];
