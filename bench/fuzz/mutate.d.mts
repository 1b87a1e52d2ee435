// Mutate, as the tests see it.
export interface Seed {
  readonly name: string;
  readonly kind: string | null;
  readonly bytes: Uint8Array;
}
export function mutated(
  seeds: readonly Seed[],
  random: () => number,
  pageCrc: (page: Uint8Array) => number,
): Seed & { readonly ways: readonly string[] };
