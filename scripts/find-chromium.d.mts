// Find Chromium, as the tests see it.
export const HOW_TO_GET_CHROMIUM: string;
export function findChromium(on?: {
  env?: Record<string, string | undefined>;
  platform?: string;
  home?: string;
}): string | null;
