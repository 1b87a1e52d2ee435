export function contentPolicy(ownStyles: readonly string[]): string;
export function writeServiceWorker(folder: string, policy: string): Promise<void>;
