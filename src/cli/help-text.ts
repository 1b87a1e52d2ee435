// Help text: examples and what the options leave unsaid, below the help of the commands.

/** Kept here, so that help starts without the code behind it; a test compares it with the list. */
export const PROFILE_NAMES = 'mix, release, streaming, cd, vinyl, hires, strict';

/** Told in the list of commands before their own code is loaded. */
export const LATER_COMMANDS = {
  master: {
    takes: '<mix>',
    caption: 'master one mix: 24-bit WAV and FLAC, 16-bit 44.1 kHz WAV, plan and report',
  },
  candidates: {
    takes: '<mix>',
    caption: 'a few ways to master one mix, with equally loud previews to choose by ear',
  },
  convert: {
    takes: '<files...>',
    caption: 'convert files to another kind, rate, word length or number of channels; verified',
  },
  plan: {
    takes: '<command>',
    caption: 'show, check and compare plan files; print their schema',
  },
  profile: {
    takes: '<command>',
    caption: 'list and show styles; learn one from your own records',
  },
  reference: {
    takes: '<command>',
    caption: 'keep how finished records sound, for later songs to be matched with',
  },
  revise: {
    takes: '<plan> <words...>',
    caption: 'change a plan in words (“more bass, less harsh at 1:12”); every version is kept',
  },
  tags: {
    takes: '<command>',
    caption: 'show, set, copy or strip what files say of their song; the sound stays as it is',
  },
  album: {
    takes: '<command>',
    caption: 'write an album file for a folder of songs, check it, print its schema; how the album flows',
  },
  deliver: {
    takes: '<album>',
    caption:
      'an album, or one song, to shops and plants: mastered, balanced, made by their rules, opened again',
  },
  ddp: {
    takes: '<command>',
    caption: 'verify a DDP set, cue sheet or TOC file; its PQ sheet, its tracks, a page to listen to it',
  },
  verify: {
    takes: '<folder>',
    caption: 'read deliveries again and hold them against their passport; render them again to compare',
  },
  pack: {
    takes: '<folder>',
    caption: 'deliveries as zips that are ready to send, each with a readme and checksums',
  },
  sign: {
    takes: '[folder]',
    caption: 'sign the passport of deliveries with a key of your own',
  },
} as const;

export const PROGRAM_HELP = `
Examples:
  lacquer check mix.wav
  lacquer check album/ --sort lufs
  lacquer check master.wav --profile release
  lacquer master mix.wav -o release --loudness -14
  lacquer candidates mix.wav -o try
  lacquer convert master.wav -o master.flac
  lacquer deliver album.yaml --to spotify,bandcamp,cd,vinyl -o release
  lacquer tags show master.flac
  lacquer studio

Exit status: 0 done, 1 done with findings that are errors (or what --fail-on says), 2 bad usage, 3 bad input, 4 could not finish.`;

export const CHECK_HELP = `
Columns:
  file, length, format, codec, rate, bits, channels, lufs, lra, momentary, short-term, peak, sample-peak, crest, plr,
  psr, dr, errors, warnings, notes, waived, findings

Examples:
  lacquer check mix.wav                               one page: figures, what was found, what to do
  lacquer check master.wav --profile release          a finished master, as a shop would look at it
  lacquer check album/ --report album.html            a page with pictures of every song, to read, print and send
  lacquer check album/ --columns file,lufs,peak,errors --sort lufs:asc
  lacquer check "masters/**/*.{wav,flac}" --profile cd --fail-on warning --format junit -o check.xml
  lacquer check exports/ --watch                      while you mix: every export, as soon as it is whole

"lacquer rules" lists everything that is looked for, and what each profile makes of it.`;

export const WAIVE_HELP = `
A waiver knows its place by the sound around it: it still holds after a trim, a louder or quieter render, another sample
rate, a little equalising, an MP3; not in another song, and not at another place, unless a loop repeats exactly.

Examples:
  lacquer waive song.wav click --at 1:23.4 --note "the needle drop is part of the intro"
  lacquer waive song.wav clipping --note "fuzz, on purpose"
  lacquer waive song.wav --list
  lacquer waive song.wav click --at 1:23.4 --remove`;

export const MASTER_HELP = `
Examples:
  lacquer master mix.wav -o release                    what the measurements ask for, as loud as goes unheard
  lacquer master mix.wav --dry-run                     only tell, with a table of what loudness costs
  lacquer master mix.wav --loudness -9                 as loud as that, or refused with figures and choices
  lacquer master mix.wav --explain                     and hear what each move does
  lacquer master mix.wav --explain tone,limiter        only these`;

export const CANDIDATES_HELP = `
What there is to compare:
  alone        your mix as it is
  gentle       half of every change, hardly any limiting
  recommended  what "lacquer master" does
  louder       the same, driven harder, with its cost
  reference    with --reference: led by the records you give

The previews are 15 s of the loudest and of the quietest part, turned down to one loudness, so that none wins by level.
Open NAME.candidates.html in a browser to hear them side by side.

Examples:
  lacquer candidates mix.wav -o try
  lacquer candidates mix.wav -o try --style rock
  lacquer master mix.wav --candidate gentle`;
