// The few globals that Node, browsers and worklets share; everything else a machine offers is out of the core's reach.
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean });
  decode(bytes?: Uint8Array): string;
}
declare class TextEncoder {
  encode(text: string): Uint8Array;
}
interface AbortSignal {
  readonly aborted: boolean;
}
