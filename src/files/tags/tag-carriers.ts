// Tag carriers: the list of how each format carries tags.
import type { TagCarrier } from './tag-carrier.ts';

export const TAG_CARRIERS: readonly TagCarrier[] = [];
