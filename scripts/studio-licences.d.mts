// Studio licences, as the configuration sees them.
import type { Plugin } from 'vite';

export function licencesPlugins(): { readonly page: Plugin; readonly worker: Plugin };
