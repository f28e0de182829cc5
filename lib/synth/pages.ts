import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SourcePosition } from '../base/faults';
import { InputError } from '../base/faults';
import { isOurs } from '../base/rendered-files';
import { provePlan } from '../checks';
import { installationSection } from '../reports/page/installation-page';
import type { PageSection } from '../reports/page/page';
import { pageHtml } from '../reports/page/page-html';
import { cannotWrite } from './output/cannot-write';
import { makeFolder } from './output/make-folder';
import { readManifests, type SynthesizedInstallation } from './synthesize';

/** The section of a page for an installation. The proof reads the written text, since a reader needs its lines. */
export function sectionOf({ plan, manifests }: SynthesizedInstallation, today: string): PageSection {
  const lines = new Map(Object.entries(manifests.files).map(([name, text]) => [join(plan.installation, name), text.split('\n')]));
  const lineOf = ({ file, line }: SourcePosition): string | undefined => lines.get(file)?.[line - 1];
  return installationSection(plan, provePlan(readManifests(plan, manifests), plan, today), lineOf);
}

/** The installation with its page among the reports. */
export const withPage = async (installation: SynthesizedInstallation, section: PageSection): Promise<SynthesizedInstallation> => ({
  ...installation,
  reports: {
    ...installation.reports,
    'exposure.html': await pageHtml({ title: `Exposure of BlueMind: ${installation.plan.installation}`, sections: [section] }),
  },
});

/** One page of several installations. */
export const pageOfAll = (sections: readonly PageSection[]): Promise<string> =>
  pageHtml({
    title: sections.length === 1 ? 'Exposure of a BlueMind installation' : `Exposure of ${sections.length} BlueMind installations`,
    sections,
  });

/** @throws InputError if a file of others is at the place of the page */
export function refuseForeignPage(file: string): void {
  if (!existsSync(file)) return;
  try {
    if (statSync(file).isFile() && isOurs(readFileSync(file, 'utf8'))) return;
  } catch (error) {
    throw cannotWrite(file, error, 'no page was written');
  }
  throw new InputError([{ field: '--page', message: `${file} was not written by cdk8s-bluemind, so it is not replaced; choose another file` }]);
}

/**
 * Writes a page, completely or not at all.
 * @throws InputError if it cannot be written
 */
export function writePage(file: string, text: string): void {
  try {
    makeFolder(dirname(file));
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw cannotWrite(file, error, 'the page was not written');
  }
}
