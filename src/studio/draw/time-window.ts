// Time window: the stretch of the song in view, and how zooming and scrolling move it.

/** Frames from the song's beginning; fractions of a frame are allowed. */
export interface TimeWindow {
  readonly startFrame: number;
  readonly endFrame: number;
}

export function wholeSong(frames: number): TimeWindow {
  return { startFrame: 0, endFrame: Math.max(1, frames) };
}

/** `factor` under 1 zooms in; `anchorFrame` stays where it is on the screen, as far as the song's ends allow. */
export function zoomed(
  window: TimeWindow,
  factor: number,
  anchorFrame: number,
  frames: number,
  fewestFrames: number,
): TimeWindow {
  const span = window.endFrame - window.startFrame;
  const wanted = Math.min(Math.max(1, frames), Math.max(Math.min(fewestFrames, frames), span * factor));
  const share = span === 0 ? 0.5 : (anchorFrame - window.startFrame) / span;
  return placed(anchorFrame - share * wanted, wanted, frames);
}

export function scrolled(window: TimeWindow, byFrames: number, frames: number): TimeWindow {
  return placed(window.startFrame + byFrames, window.endFrame - window.startFrame, frames);
}

/** The window of `span` frames that begins at `startFrame`, moved inside the song. */
export function placed(startFrame: number, span: number, frames: number): TimeWindow {
  const start = Math.max(0, Math.min(startFrame, Math.max(1, frames) - span));
  return { startFrame: start, endFrame: start + span };
}

/**
 * Turned on like a page when the playhead leaves at the right. The very same window while it is in view or far away, and at
 * the song's end, where there is nowhere to turn to: an equal one made anew would be followed for ever.
 */
export function following(window: TimeWindow, frame: number, frames: number): TimeWindow {
  const span = window.endFrame - window.startFrame;
  const left = frame >= window.endFrame - 0.04 * span && frame < window.endFrame + 0.25 * span;
  if (!left) return window;
  const next = placed(frame - 0.08 * span, span, frames);
  return next.startFrame === window.startFrame ? window : next;
}

export function isWhole(window: TimeWindow, frames: number): boolean {
  return window.startFrame <= 0 && window.endFrame >= frames;
}
