// Keys: what every key does, for whoever listens to them and for whoever lists them.
import type { Studio } from './studio.svelte.ts';

export interface KeyRule {
  /** As `KeyboardEvent.key`, lower case; `mod` is Ctrl or Cmd. */
  readonly keys: readonly string[];
  /** As they are printed. */
  readonly shown: readonly string[];
  readonly words: string;
  run(studio: Studio, event: KeyboardEvent): void;
}

const SEEK_S = { step: 2, leap: 10 } as const;

export const KEY_RULES: readonly KeyRule[] = [
  rule([' '], ['Space'], 'Play or pause', (studio) => studio.deck.toggle()),
  rule(['x'], ['X'], 'Switch between mix and master', switchSides),
  rule(['a'], ['A'], 'Hear the mix', toMix),
  rule(['b'], ['B'], 'Hear the master', toMaster),
  rule(['l'], ['L'], 'Level match on or off', toggleMatch),
  rule(['arrowleft', 'arrowright'], ['←', '→'], 'Back or forward 2 seconds, with Shift 10', seek),
  rule(['home'], ['Home'], 'To the beginning', (studio) => studio.deck.seek(0)),
  rule(['['], ['['], 'Listen to the finding before', (studio) => studio.listenToNext(-1)),
  rule([']'], [']'], 'Listen to the next finding', (studio) => studio.listenToNext(1)),
  rule(['i'], ['I'], 'The loop begins here', (studio) => markLoop(studio, 'startFrame')),
  rule(['o'], ['O'], 'The loop ends here', (studio) => markLoop(studio, 'endFrame')),
  rule(['p', 'escape'], ['P'], 'No loop', (studio) => studio.deck.setLoop(null)),
  rule(['+', '='], ['+'], 'Look closer', (studio) => studio.zoom.by(0.5)),
  rule(['-'], ['−'], 'See more', (studio) => studio.zoom.by(2)),
  rule(['0'], ['0'], 'See the whole song', (studio) => studio.zoom.whole()),
  rule(['mod+z'], ['Ctrl', 'Z'], 'Undo', (studio) => studio.undo()),
  rule(['mod+shift+z', 'mod+y'], ['Ctrl', 'Shift', 'Z'], 'Redo', (studio) => studio.redo()),
  rule(['d'], ['D'], 'Download', (studio) => studio.openDownload()),
  rule(['?'], ['?'], 'These keys', (studio) => (studio.dialog = 'help')),
];

/** The rule that a key press means; undefined where it belongs to the control in focus. */
export function ruleFor(event: KeyboardEvent, focusByKeys: boolean): KeyRule | undefined {
  if (event.defaultPrevented || event.altKey || event.isComposing) return undefined;
  const key = pressed(event);
  if (ownedByFocus(event, key, focusByKeys)) return undefined;
  return KEY_RULES.find(({ keys }) => keys.includes(key));
}

function rule(
  keys: readonly string[],
  shown: readonly string[],
  words: string,
  run: (studio: Studio, event: KeyboardEvent) => void,
): KeyRule {
  return { keys, shown, words, run };
}

function pressed({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): string {
  const plain = key.toLowerCase();
  if (!ctrlKey && !metaKey) return plain;
  return shiftKey ? `mod+shift+${plain}` : `mod+${plain}`;
}

const FADER_KEYS = /^(arrow|home|end|page)/;
const TYPED = 'input[type="number"], input[type="text"], textarea, select';
const PRESSED = 'button, summary, a[href], input[type="checkbox"], input[type="radio"]';

/**
 * Who is typing keeps every key; faders, radios and menus keep the arrows. Space presses a button only for those who came to
 * it by Tab: after a click it plays and pauses.
 */
function ownedByFocus({ target }: KeyboardEvent, key: string, focusByKeys: boolean): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // Its own, Escape above all, wherever the focus went; a closed one may still hold the focus for a moment.
  if (document.querySelector('dialog[open]')) return true;
  if (target.matches(TYPED)) return true;
  if (target.matches('input') && FADER_KEYS.test(key)) return true;
  return key === ' ' && focusByKeys && target.matches(PRESSED);
}

function toMix(studio: Studio): void {
  studio.deck.setSide('mix');
  studio.saying = 'Mix';
}

function toMaster(studio: Studio): void {
  if (!studio.current?.onDeck?.master) return;
  studio.deck.setSide('master');
  studio.saying = 'Master';
}

function toggleMatch(studio: Studio): void {
  studio.deck.setMatch(!studio.deck.match);
  studio.saying = studio.deck.match ? 'Level match' : 'True level';
}

function switchSides(studio: Studio): void {
  if (studio.deck.side === 'mix') toMaster(studio);
  else toMix(studio);
}

function seek(studio: Studio, event: KeyboardEvent): void {
  const seconds = event.shiftKey ? SEEK_S.leap : SEEK_S.step;
  const frames = seconds * (studio.current?.sampleRateHz ?? 0);
  studio.deck.seek(studio.deck.frame + (event.key === 'ArrowLeft' ? -frames : frames));
}

function markLoop(studio: Studio, edge: 'startFrame' | 'endFrame'): void {
  const { deck, current } = studio;
  if (!current?.frames) return;
  const before = deck.loop ?? { startFrame: 0, endFrame: current.frames };
  const range = { ...before, [edge]: deck.frame };
  if (range.endFrame > range.startFrame) deck.setLoop(range);
}
