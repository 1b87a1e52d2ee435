// Frames: one animation loop for all pictures of the page; it runs only while one of them has something new to draw.

/** Draws once; `timeMs` is the loop's clock. */
export type FrameTask = (timeMs: number) => void;

const waiting = new Set<FrameTask>();
let request = 0;

/** Draws with the next picture of the screen; asking twice draws once. */
export function onNextFrame(task: FrameTask): void {
  waiting.add(task);
  if (request === 0) request = requestAnimationFrame(drawAll);
}

export function withdrawFrame(task: FrameTask): void {
  waiting.delete(task);
}

/** Tasks may ask for the following frame while they draw. */
function drawAll(timeMs: number): void {
  request = 0;
  const tasks = [...waiting];
  waiting.clear();
  for (const task of tasks) task(timeMs);
}
