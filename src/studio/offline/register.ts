// Register: hands the page over to its service worker, once it is up, so that it opens with the network off from then on.

/**
 * Call it when the page can be used: what is kept for later must not delay what is wanted now. Where a browser or a server
 * gives no service worker, the page works all the same, as long as the network does.
 */
export async function keepForOffline(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register('./service-worker.js', { scope: './', updateViaCache: 'none' });
    const { active } = await navigator.serviceWorker.ready;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
    active?.postMessage({ began: import.meta.url });
  } catch {
    // No secure address, storage refused, or the server has another version by now: the next visit tries again.
  }
}
