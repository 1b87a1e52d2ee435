// Kernel exports: the functions of the WebAssembly module that kernel/kernel.ts compiles to, as TypeScript sees them.

/** `x`, `y`, `re`, `im`, `left`, `right`, tables, states and work are addresses in bytes; the rest are counts and values. */
export interface KernelExports {
  readonly memory: WebAssembly.Memory;
  forward(size: number, table: number, work: number, x: number, re: number, im: number): void;
  inverse(size: number, table: number, work: number, re: number, im: number, x: number): void;
  hannSpectrum(
    size: number,
    table: number,
    work: number,
    x: number,
    bare: number,
    scale: number,
    re: number,
    im: number,
    power: number,
  ): void;
  filterSpectrum(
    sizeIn: number,
    sizeOut: number,
    tableIn: number,
    tableOut: number,
    gains: number,
    work: number,
    x: number,
    y: number,
  ): void;
  filterBank(
    size: number,
    table: number,
    gains: number,
    count: number,
    work: number,
    x: number,
    re: number,
    im: number,
    scaledRe: number,
    scaledIm: number,
    y: number,
  ): void;
  crossing(
    form: number,
    splits: number,
    state: number,
    left: number,
    right: number,
    frames: number,
    work: number,
    out: number,
  ): void;
  peak(
    x: number,
    groups: number,
    frames: number,
    centre: number,
    bank: number,
    taps: number,
    near: number,
    far: number,
    share: number,
    fine: number,
    scratch: number,
    above: number,
  ): number;
  peaks(
    x: number,
    groups: number,
    centre: number,
    bank: number,
    taps: number,
    near: number,
    far: number,
    share: number,
    fine: number,
    scratch: number,
    above: number,
    ends: number,
    tops: number,
    count: number,
  ): void;
  envelope(
    x: number,
    groups: number,
    frames: number,
    centre: number,
    bank: number,
    taps: number,
    near: number,
    far: number,
    scratch: number,
    above: number,
    out: number,
  ): number;
  polyphase(
    x: number,
    y: number,
    outputs: number,
    bank: number,
    taps: number,
    phases: number,
    step: number,
    phase: number,
  ): void;
  polyphaseBetween(
    x: number,
    y: number,
    outputs: number,
    bank: number,
    taps: number,
    rows: number,
    phases: number,
    step: number,
    phase: number,
  ): void;
  correlate(x: number, y: number, frames: number, h: number, taps: number): void;
  bend(x: number, count: number, form: number, pieces: number): void;
  doubleRate(x: number, y: number, frames: number, h: number, taps: number): void;
  halveRate(x: number, y: number, frames: number, h: number, taps: number, late: number, work: number): void;
  requantise(left: number, right: number, frames: number, form: number, state: number): void;
  hear(
    left: number,
    right: number,
    frames: number,
    hop: number,
    at: number,
    cut: number,
    state: number,
    out: number,
  ): void;
  cascade(
    form: number,
    sections: number,
    state: number,
    left: number,
    right: number,
    frames: number,
    work: number,
  ): void;
  weigh(
    left: number,
    right: number,
    sections: number,
    state: number,
    ends: number,
    count: number,
    sums: number,
  ): void;
  lapped(
    half: number,
    table: number,
    x: number,
    offsets: number,
    from: number,
    to: number,
    scale: number,
    work: number,
    out: number,
  ): void;
  foretell(
    frames: number,
    order: number,
    window: number,
    x: number,
    work: number,
    blocks: number,
    block: number,
    most: number,
    surprise: number,
  ): number;
}
