// Random: seeded noise, so that a render repeats bit for bit in every engine.

/** Independent uniform numbers in [0, 1) with 32 random bits each. */
export type Random = () => number;

/**
 * sfc32 by Chris Doty-Humphrey (PractRand), 128 bits of state, period about 2^127 on average.
 * Integer arithmetic only, so every engine gives the same bits. Different `stream`s of one seed are independent.
 */
export function seededRandom(seed: number, stream = 0): Random {
  let a = seed | 0;
  let b = stream | 0;
  let c = 0x9e3779b9 | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let warmUp = 0; warmUp < 15; warmUp++) next();
  return next;
}
