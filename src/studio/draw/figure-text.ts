// Figure text: numbers on a canvas whose digits all take the same room, so that a changing value does not tremble.

export type Align = 'left' | 'right' | 'centre';

/** Draws `text` with its baseline at `y`, in the context's font and fill; digits and the minus sign take the widest digit's room. */
export function drawFigure(
  ctx: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  align: Align = 'left',
): number {
  const cell = ctx.measureText('0').width;
  const widths = Array.from(text, (sign) => (isWide(sign) ? cell : ctx.measureText(sign).width));
  const width = widths.reduce((sum, part) => sum + part, 0);
  let at = align === 'left' ? x : align === 'right' ? x - width : x - width / 2;
  ctx.textAlign = 'center';
  Array.from(text).forEach((sign, i) => {
    ctx.fillText(sign, at + widths[i]! / 2, y);
    at += widths[i]!;
  });
  return width;
}

function isWide(sign: string): boolean {
  return (sign >= '0' && sign <= '9') || sign === '\u2212' || sign === '+';
}
