// In hand: which song the page showed last, so that a reload shows it again.

const KEPT = 'lacquer.song';

export function keepInHand(id: string): void {
  try {
    sessionStorage.setItem(KEPT, id);
  } catch {
    // a browser that keeps nothing shows the first song
  }
}

export function keptInHand(): string | null {
  try {
    return sessionStorage.getItem(KEPT);
  } catch {
    return null;
  }
}
