import { createHash } from 'node:crypto';
import { type ChecklistItem, owners } from '../../plan';
import { ownerTitles } from '../exposure/checklist';
import { layOut } from '../map/layout';
import { drawnStyle } from '../map/style';
import { svgOf } from '../map/svg';
import { pageScript, pageStyle } from './assets';
import { collectExplanations, type Explanations } from './explanations';
import { element, escaped, scriptData } from './html';
import { matrixHtml } from './matrix-html';
import type { Page, PageChange, PageSection, PageState } from './page';

/** First line of the page, by which a later run knows its own output. */
const mark = '<!-- Rendered by cdk8s-bluemind; edit the settings instead. -->';

/**
 * A page that holds all it needs: it asks no network, works from disk, and its policy lets nothing run but its own script. The same page has the same bytes.
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

/** The filters work on every matrix of the page; without the script they are not shown. */
function filtersHtml({ sections }: Page): string {
  const states = sections.flatMap((section) => section.states);
  const components = unique(states.flatMap(({ rows }) => rows.map(({ component }) => component))).sort();
  const sources = unique(states.flatMap((state) => state.sources.map(({ title }) => title)));
  const isCompared = sections.some((section) => section.states.length > 1);
  const select = (name: string, label: string, options: readonly (readonly [value: string, title: string])[]): string =>
    `<label>${label}<select name="${name}"><option value="">all</option>${options
      .map(([value, title]) => `<option value="${escaped(value)}">${escaped(title)}</option>`)
      .join('')}</select></label>`;
  return [
    '<form class="filters" id="filters" hidden aria-label="Filters">',
    '<label>Port<input name="port" type="search" placeholder="imaps or 993" autocomplete="off"></label>',
    select(
      'component',
      'Component',
      components.map((name) => [name, name]),
    ),
    select('audience', 'Kind of port', [
      ['external', 'external'],
      ['proxy-listener', 'PROXY listener'],
      ['internal', 'internal'],
      ['loopback', '127.0.0.1'],
    ]),
    select(
      'source',
      'Source',
      sources.map((title) => [title, title]),
    ),
    select('verdict', 'Verdict', [
      ['allowed', 'open'],
      ['denied', 'closed'],
      ['unknown', 'unknown'],
      ...(isCompared ? ([['absent', 'not there']] as const) : []),
    ]),
    ...(isCompared ? ['<label class="check"><input name="changes" type="checkbox">Only changes</label>'] : []),
    '<button type="button" id="reset">Reset</button>',
    '<output id="found" aria-live="polite"></output>',
    '</form>',
  ].join('\n');
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];

async function sectionHtml({ title, facts, states, changes, checklist }: PageSection, index: number, explanations: Explanations): Promise<string> {
  const parts: string[] = [];
  for (const [number, state] of states.entries()) parts.push(await stateHtml(state, `s${index}-${number}-`, title, states.length > 1, explanations));
  return [
    `<section id="s${index}" aria-labelledby="h${index}">`,
    `<h2 id="h${index}">${escaped(title)}</h2>`,
    ...(facts.length > 0 ? [`<ul class="facts">${facts.map((fact) => `<li>${escaped(fact)}</li>`).join('')}</ul>`] : []),
    ...(changes ? [changesHtml(changes)] : []),
    legend(states.length > 1),
    `<div class="states${states.length > 1 ? ' two' : ''}">`,
    ...parts,
    '</div>',
    ...(checklist && checklist.length > 0 ? [checklistHtml(checklist)] : []),
    '</section>',
  ].join('\n');
}

async function stateHtml(state: PageState, prefix: string, section: string, isCompared: boolean, explanations: Explanations): Promise<string> {
  const about = isCompared ? `${section}, ${state.title}` : section;
  const drawing =
    state.map.nodes.length === 0 ? '<p>Nothing to draw.</p>' : svgOf(await layOut(state.map), state.map, { prefix, style: '' }).trimEnd();
  return [
    '<div class="state">',
    ...(isCompared ? [`<h3>${escaped(state.title)}</h3>`] : []),
    '<h4>Map</h4>',
    `<div class="map" tabindex="0" role="region" aria-label="${escaped(`Map of ${about}, scrolls`)}">${drawing}</div>`,
    '<h4>Who reaches which port</h4>',
    matrixHtml(state, explanations, `Who reaches which port: ${about}`, isCompared),
    '</div>',
  ].join('\n');
}

const legend = (isCompared: boolean): string =>
  `<ul class="legend"><li><span class="c3">everyone</span>the whole outside</li><li><span class="c2">open</span>some of the outside, or any pod</li><li><span class="c1">open</span>pods and addresses that are known or named</li><li><span class="cu">unknown</span>cannot be decided</li><li><span class="c0">·</span>closed</li>${
    isCompared ? '<li><span class="changed">framed</span>differs from the other state</li>' : ''
  }</ul>\n<p class="quiet hint">Choose a cell, by a click or by arrow keys and Enter, for the objects, the rule and its line.</p>`;

const changesHtml = (changes: readonly PageChange[]): string =>
  changes.length === 0
    ? '<p>Nothing differs.</p>'
    : `<h3>Changes</h3>\n<table class="changes"><thead><tr><th scope="col">Severity</th><th scope="col">Change</th></tr></thead><tbody>${changes
        .map(({ severity, text }) => `<tr><td class="severity-${escaped(severity)}">${escaped(severity)}</td><td>${escaped(text)}</td></tr>`)
        .join('')}</tbody></table>`;

const checklistHtml = (items: readonly ChecklistItem[]): string =>
  [
    '<h3>Checklist</h3>',
    ...owners.flatMap((owner) => {
      const own = items.filter((item) => item.owner === owner);
      return own.length === 0
        ? []
        : [
            `<h4>${escaped(ownerTitles[owner])}</h4>`,
            `<ul class="checklist">${own
              .map(
                ({ entryPoint, where, what, snippet }) =>
                  `<li><strong>${escaped(`${entryPoint}, ${where}`)}:</strong> ${escaped(what)}<pre>${escaped(snippet.text)}</pre></li>`,
              )
              .join('')}</ul>`,
          ];
    }),
  ].join('\n');
