// Every decider: the list of all, in the order in which they are asked, which is the order of the chain.
import type { Decider } from '../decider.ts';
import { GLUE } from './glue.ts';
import { OFFSET } from './offset.ts';
import { RUMBLE } from './rumble.ts';
import { TONE } from './tone.ts';

export const DECIDERS: readonly Decider[] = [OFFSET, RUMBLE, TONE, GLUE];
