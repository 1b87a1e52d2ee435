// Palette: the page's colours as its custom properties say them, read again when the theme changes.

export interface Palette {
  readonly paper: string;
  /** What lies behind the picture: halos and washes are made of it. */
  readonly ground: string;
  readonly ink: string;
  readonly quiet: string;
  readonly rule: string;
  /** The ground of the style's natural range. */
  readonly corridor: string;
  /** The mix. */
  readonly before: string;
  /** The master. */
  readonly after: string;
  readonly error: string;
  readonly warning: string;
  readonly note: string;
  readonly lacquer: string;
  readonly groove: string;
  /** Family lists for `font`. */
  readonly sans: string;
}

/** Each colour: the custom properties that may hold it, the first that is set wins; then what stands where none is. */
const SOURCES: Record<
  Exclude<keyof Palette, 'ground'>,
  readonly [properties: readonly string[], otherwise: string]
> = {
  paper: [['--paper'], '#f2f3f1'],
  ink: [['--ink'], '#17191b'],
  quiet: [['--quiet'], '#585e63'],
  rule: [['--rule'], '#cfd3d0'],
  corridor: [['--corridor'], '#dfe3df'],
  before: [['--mix', '--before'], '#1f6499'],
  after: [['--master', '--after'], '#b93c0f'],
  error: [['--error', '--serious'], '#a3111f'],
  warning: [['--warning', '--master', '--after'], '#b93c0f'],
  note: [['--note', '--quiet'], '#585e63'],
  lacquer: [['--lacquer'], '#17191b'],
  groove: [['--groove'], '#d9dcd8'],
  sans: [['--sans'], 'system-ui, sans-serif'],
};

const listeners = new Set<() => void>();
let watching = false;

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const entries = Object.entries(SOURCES).map(([name, [properties, otherwise]]) => {
    const value = properties.map((property) => style.getPropertyValue(property).trim()).find((v) => v !== '');
    return [name, value ?? otherwise];
  });
  const colours = Object.fromEntries(entries) as unknown as Palette;
  return { ...colours, ground: groundOf(element) ?? colours.paper };
}

/** The nearest background that is not see-through. */
function groundOf(element: Element): string | null {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (colour !== '' && !/^(transparent|rgba\(.*, ?0(\.\d+)?\)|.*\/ ?0(\.\d+)?\))$/.test(colour))
      return colour;
  }
  return null;
}

/** Calls when the system's theme or an attribute of the root element changes; returns what ends it. */
export function onThemeChange(changed: () => void): () => void {
  if (!watching) watch();
  listeners.add(changed);
  return () => void listeners.delete(changed);
}

function watch(): void {
  watching = true;
  const tell = (): void => listeners.forEach((listener) => listener());
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', tell);
  matchMedia('(prefers-contrast: more)').addEventListener('change', tell);
  new MutationObserver(tell).observe(document.documentElement, { attributes: true });
}
