// Find Chromium: the path of a Chromium, Chrome or Edge on this machine, for the tests that run in a page, or null.
import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** What the tests say where no browser is found: how to get one. */
export const HOW_TO_GET_CHROMIUM =
  'install Chromium, Chrome or Edge (Debian: apt-get install chromium; anywhere: npx playwright install chromium), ' +
  'or name one: LACQUER_CHROMIUM=/path/to/chrome';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];

const MAC_APPS = ['Chromium', 'Google Chrome', 'Google Chrome for Testing', 'Microsoft Edge'];

const WINDOWS_PROGRAMS = [
  ['Chromium', 'Application', 'chrome.exe'],
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

/**
 * The first browser that can be started, in this order: LACQUER_CHROMIUM, PATH, the usual folders, Playwright's own
 * cache. Null where there is none; a LACQUER_CHROMIUM that names no program is an Error, not a silent second choice.
 */
export function findChromium({ env = process.env, platform = process.platform, home = homedir() } = {}) {
  const named = env.LACQUER_CHROMIUM;
  if (named) {
    if (isProgram(named)) return named;
    throw new Error(`LACQUER_CHROMIUM is ${named}, and no program is there.`);
  }
  return (
    [...onPath(env, platform), ...usual(env, platform, home), ...cached(env, platform, home)].find(
      isProgram,
    ) ?? null
  );
}

function onPath(env, platform) {
  if (platform === 'win32') return [];
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function usual(env, platform, home) {
  if (platform === 'win32') {
    const roots = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].filter(Boolean);
    return WINDOWS_PROGRAMS.flatMap((program) => roots.map((root) => join(root, ...program)));
  }
  if (platform === 'darwin') {
    const roots = ['/Applications', join(home, 'Applications')];
    return MAC_APPS.flatMap((app) => roots.map((root) => join(root, `${app}.app`, 'Contents', 'MacOS', app)));
  }
  return ['/usr/bin', '/usr/local/bin', '/snap/bin'].flatMap((folder) =>
    NAMES.map((name) => join(folder, name)),
  );
}

/** Browsers that `playwright install` left, newest first. */
function cached(env, platform, home) {
  const folder = env.PLAYWRIGHT_BROWSERS_PATH || playwrightCache(env, platform, home);
  const builds = list(folder).filter((name) => /^chromium-\d+$/.test(name));
  builds.sort((a, b) => Number(b.split('-')[1]) - Number(a.split('-')[1]));
  return builds.flatMap((build) =>
    list(join(folder, build)).flatMap((inner) => programsIn(join(folder, build, inner), platform)),
  );
}

function playwrightCache(env, platform, home) {
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'ms-playwright');
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'ms-playwright');
  return join(env.XDG_CACHE_HOME || join(home, '.cache'), 'ms-playwright');
}

function programsIn(folder, platform) {
  if (platform === 'win32') return [join(folder, 'chrome.exe')];
  if (platform === 'darwin')
    return MAC_APPS.map((app) => join(folder, `${app}.app`, 'Contents', 'MacOS', app));
  return [join(folder, 'chrome')];
}

function list(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
