// Studio licences: what the built page brings along of others, and on which terms, as licences.txt beside it.
import { licencesText, packageFolderOf } from './licences.mjs';

/** One plugin for the page and one for its workers; both know of all that either takes in. */
export function licencesPlugins() {
  const folders = new Set();
  const moduleParsed = ({ id }) => {
    const folder = packageFolderOf(id);
    if (folder !== null) folders.add(folder);
  };
  const page = {
    name: 'lacquer-licences',
    apply: 'build',
    moduleParsed,
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: licencesText([...folders]) });
    },
  };
  return { page, worker: { name: 'lacquer-worker-licences', apply: 'build', moduleParsed } };
}
