import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planFrom } from '../../lib/plan';
import { renderManifests } from '../../lib/synth/render';
import { ranMain } from './run';

/** Two checkouts of the default installation: on main it is as rendered, in that pull request somebody mistyped a port. Runs a command there. */
export async function inPullRequest(...words: readonly string[]) {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'pull-request-'));
  try {
    const [main, dist] = [join(folder, 'main/dist/bluemind'), join(folder, 'dist/bluemind')];
    mkdirSync(main, { recursive: true });
    for (const [name, text] of Object.entries(renderManifests(planFrom({ name: 'bluemind' })).files)) writeFileSync(join(main, name), text);
    cpSync(main, dist, { recursive: true });
    for (const name of readdirSync(dist)) writeFileSync(join(dist, name), readFileSync(join(dist, name), 'utf8').replace(/ort: 993$/gm, 'ort: 5432'));
    process.chdir(folder);
    return await ranMain(...words);
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  }
}
