// Published shapers: noise-shaping filters from the literature, made for 44.1 kHz, by the names that engineers know them by.

/**
 * c₁ … c_N of v = x - Σ c_k e[n-k]; all minimum phase, so that the mean log gain is 0 dB. Lipshitz, Vanderkooy, Wannamaker,
 * JAES 39(11) 1991 (E-weighted sets) and Wannamaker, JAES 40(7/8) 1992 (F-weighted sets); as given by several implementations
 * alike. At most as many taps as the kernel has.
 */
export const PUBLISHED_SHAPERS = {
  'first-order': [1],
  'second-order': [2, -1],
  lipshitz: [2.033, -2.165, 1.959, -1.59, 0.6149],
  'modified-e': [1.662, -1.263, 0.4827, -0.2913, 0.1268, -0.1124, 0.03252, -0.01265, -0.03524],
  'improved-e': [2.847, -4.685, 6.214, -7.184, 6.639, -5.032, 3.263, -1.632, 0.4191],
  'f-weighted-3': [1.623, -0.982, 0.109],
  'f-weighted-9': [2.412, -3.37, 3.937, -4.174, 3.353, -2.205, 1.281, -0.569, 0.0847],
} as const satisfies Record<string, readonly number[]>;

export type PublishedShaper = keyof typeof PUBLISHED_SHAPERS;

/** They are made for 44.1 kHz and hold at 48, where their notches lie 9 % higher; elsewhere they would be in the wrong place. */
export const PUBLISHED_RATES_HZ: readonly number[] = [44100, 48000];
