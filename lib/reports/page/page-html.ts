import { createHash } from 'node:crypto';
import { drawnStyle } from '../map/style';
import { pageScript, pageStyle } from './assets';
import { collectExplanations } from './explanations';
import { filtersHtml } from './filters-html';
import { element, escaped, scriptData } from './html';
import type { Page } from './page';
import { sectionHtml } from './section-html';

/** First line of the page, by which a later run recognises its own output. */
const mark = '<!-- Rendered by cdk8s-bluemind; edit the settings instead. -->';

/**
 * A self-contained page: it needs no network, works from disk, and its policy lets only its own script run. The same input gives the same bytes.
 */
export async function pageHtml(page: Page): Promise<string> {
  const explanations = collectExplanations();
  const sections: string[] = [];
  for (const [index, section] of page.sections.entries()) sections.push(await sectionHtml(section, index, explanations));
  const style = `${pageStyle}\n${drawnStyle}`;
  const policy = [
    "default-src 'none'",
    `script-src ${digestOf(pageScript)}`,
    `style-src ${digestOf(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `${[
    mark,
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapedPolicy(policy)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="color-scheme" content="light dark">',
    element('title', escaped(page.title)),
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<a class="skip" href="#content">Skip to the content</a>',
    `<header><h1>${escaped(page.title)}</h1>${contents(page)}</header>`,
    '<main id="content">',
    filtersHtml(page),
    ...sections,
    '</main>',
    whyHtml,
    `<script type="application/json" id="explanations">${scriptData(explanations.data())}</script>`,
    `<script>${pageScript}</script>`,
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}

const digestOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const escapedPolicy = (policy: string): string => policy.replaceAll('"', '&#34;');

const contents = ({ sections }: Page): string =>
  sections.length < 2
    ? ''
    : `<nav aria-label="Sections"><ul>${sections.map(({ title }, index) => `<li><a href="#s${index}">${escaped(title)}</a></li>`).join('')}</ul></nav>`;

const whyHtml = [
  '<section id="why" hidden aria-labelledby="why-title" aria-live="polite">',
  '<h2 id="why-title">Explanation</h2>',
  '<button type="button" id="close">Close</button>',
  '<ol class="steps" id="why-steps"></ol>',
  '</section>',
].join('\n');
