// Studio context: how the parts of the page reach the one Studio.
import { getContext, setContext } from 'svelte';
import type { Studio } from './studio.svelte.ts';

const KEY = Symbol('studio');

export function provideStudio(studio: Studio): Studio {
  return setContext(KEY, studio);
}

export function useStudio(): Studio {
  return getContext<Studio>(KEY);
}
