// Theme: light, dark, or as the system has it; kept for the next visit.

export type Theme = 'system' | 'light' | 'dark';

const KEPT = 'lacquer.theme';

class ThemeChoice {
  #choice = $state<Theme>(kept());
  readonly #system = matchMedia('(prefers-color-scheme: dark)');

  constructor() {
    this.#system.addEventListener('change', () => this.#show());
    this.#show();
  }

  get choice(): Theme {
    return this.#choice;
  }

  set choice(theme: Theme) {
    this.#choice = theme;
    keep(theme);
    this.#show();
  }

  #show(): void {
    const dark = this.#choice === 'dark' || (this.#choice === 'system' && this.#system.matches);
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  }
}

/** A browser that keeps nothing has no choice to tell. */
function kept(): Theme {
  try {
    const theme = localStorage.getItem(KEPT);
    return theme === 'light' || theme === 'dark' ? theme : 'system';
  } catch {
    return 'system';
  }
}

function keep(theme: Theme): void {
  try {
    localStorage.setItem(KEPT, theme);
  } catch {
    // it holds until the page is closed
  }
}

export const theme = new ThemeChoice();
