// Studio plugins, as the tests and the configuration see them.
import type { Plugin } from 'vite';

export function contentPolicy(ownStyles: readonly string[]): string;
export function policyPlugin(policy: string): Plugin;
export function libavPlugin(): Plugin;
export function linksPlugin(): Plugin;
export function offlinePlugin(policy: string): Plugin;
export function writeServiceWorker(folder: string, policy: string): Promise<void>;
