// Style sources: where the figures of the house styles come from, and what is the house's own choice.

/** ISO date of the house's data. */
export const STYLES_DATED = '2026-11-21';

/** The mean spectrum. */
export const PESTANA =
  'P. D. Pestana, Z. Ma, J. D. Reiss, A. Barbosa, D. A. A. Black: Spectral Characteristics of Popular Commercial Recordings 1950-2010, AES 135, 2013';
/** Louder percussion goes with more bass and treble against the middle: why the corridor is wide at both ends. */
export const ELOWSSON =
  'A. Elowsson, A. Friberg: Long-term Average Spectrum in Popular Music and its Relation to the Level of the Percussion, AES 142, 2017';
/** Median of 314 876 releases of 2016-2026: -9.5 LUFS, quartiles -11.4 and -8.2. */
export const RELEASES =
  'Integrated loudness of 314 876 releases 2016-2026: median -9.5 LUFS, quartiles -11.4 and -8.2';
/** Music -16 LUFS by track, loudest track of an album -14; classical albums about -18. */
export const TD1008 = 'AES TD1008.1.21-9 (2021)';
/** PSR 8 the least of any genre, 10 competitive, 12 balanced, 14 wide. */
export const SHEPHERD = 'I. Shepherd, E. Grimm, P. Tapper, M. Kahsnitz, I. Kerr: PSR, AES e-Brief 373, 2017';
/** Classical 9 LU and more, country and jazz 6 to 8, rock and electronic 5 to 6, hip-hop 5 and less. */
export const RANGES = 'PreSonus: Mastering: What LRA Means to You (loudness ranges by genre)';
/** Rock and rap move least from moment to moment, opera and orchestra most. */
export const KIRCHBERGER =
  'M. Kirchberger, F. A. Russo: Dynamic Range Across Music Genres, Trends in Hearing 20, 2016';
/** Bass in the middle, the rest wider as it rises. */
export const PANNING = 'P. D. Pestana, J. D. Reiss: panning by frequency in number-one singles, AES 53, 2014';
/** Mono bass, calm treble, sides under the centre, PLR 12 and more. */
export const CUTTING =
  'Pressing plants’ advice to mastering engineers (GM Records, X-Disc, Audio Animals): mono under 100 to 300 Hz, de-essed, little limiting';
/** What no publication gives in figures. */
export const HOUSE =
  'House choice, checked on finished masters and clean music: how far genres lean from the mean, spreads, width and movement by band';

/** What every house style rests on. */
export const COMMON_SOURCES: readonly string[] = [
  PESTANA,
  ELOWSSON,
  RELEASES,
  TD1008,
  SHEPHERD,
  RANGES,
  KIRCHBERGER,
  PANNING,
  HOUSE,
];
