// Surface: a canvas that is crisp at any pixel ratio and is drawn only when something has changed.
import { onNextFrame, withdrawFrame } from './frames.ts';
import { onThemeChange, readPalette, type Palette } from './palette.ts';

/** What a picture is drawn with; sizes are CSS pixels. */
export interface Sheet {
  readonly ctx: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  /** Device pixels to a CSS pixel. */
  readonly ratio: number;
  readonly palette: Palette;
  /** The loop's clock. */
  readonly timeMs: number;
  /** Since the picture before; 0 after a rest, so that nothing leaps. */
  readonly elapsedMs: number;
}

/** Draws all of it on a cleared sheet; true asks for the next frame, while something still moves. */
export type Paint = (sheet: Sheet) => boolean | void;

export interface Surface {
  /** Something changed: draw with the next frame. */
  invalidate(): void;
  close(): void;
}

/** Longer gaps are rests, not slow frames. */
const REST_MS = 250;

/** The canvas gets its size from the page's style; the picture follows it. */
export function createSurface(canvas: HTMLCanvasElement, paint: Paint): Surface {
  const ctx = canvas.getContext('2d')!;
  let size = { width: 0, height: 0, ratio: 1 };
  let palette = readPalette(canvas);
  let beforeMs = -Infinity;

  const draw = (timeMs: number): void => {
    if (size.width === 0 || size.height === 0) return;
    const gap = timeMs - beforeMs;
    beforeMs = timeMs;
    ctx.setTransform(canvas.width / size.width, 0, 0, canvas.height / size.height, 0, 0);
    ctx.clearRect(0, 0, size.width, size.height);
    const moving = paint({ ctx, ...size, palette, timeMs, elapsedMs: gap > REST_MS ? 0 : gap });
    if (moving === true) onNextFrame(draw);
  };
  const invalidate = (): void => onNextFrame(draw);
  const observer = observeSize(canvas, (cssWidth, cssHeight, deviceWidth, deviceHeight) => {
    canvas.width = deviceWidth;
    canvas.height = deviceHeight;
    size = { width: cssWidth, height: cssHeight, ratio: cssWidth === 0 ? 1 : deviceWidth / cssWidth };
    // A canvas whose size is set is blank: drawn at once, or it would flash.
    if (Number.isFinite(beforeMs)) draw(beforeMs);
    else invalidate();
  });
  const endTheme = onThemeChange(() => {
    palette = readPalette(canvas);
    invalidate();
  });
  return {
    invalidate,
    close: () => {
      observer.disconnect();
      endTheme();
      withdrawFrame(draw);
    },
  };
}

/** In whole device pixels where the browser tells them, so that a hairline stays a hairline. */
function observeSize(
  canvas: HTMLCanvasElement,
  sized: (cssWidth: number, cssHeight: number, deviceWidth: number, deviceHeight: number) => void,
): ResizeObserver {
  const observer = new ResizeObserver(([entry]) => {
    const { width, height } = entry!.contentRect;
    const device = entry!.devicePixelContentBoxSize?.[0];
    const deviceWidth = device?.inlineSize ?? Math.round(width * devicePixelRatio);
    const deviceHeight = device?.blockSize ?? Math.round(height * devicePixelRatio);
    sized(width, height, deviceWidth, deviceHeight);
  });
  try {
    observer.observe(canvas, { box: 'device-pixel-content-box' });
  } catch {
    observer.observe(canvas);
  }
  return observer;
}
