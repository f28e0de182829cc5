import { type ChecklistItem, owners } from '../../plan';
import { itemTitle, ownerTitles } from '../exposure/checklist';
import { layOut } from '../map/layout';
import type { NetworkMap } from '../map/network-map';
import { svgOf } from '../map/svg';
import type { Explanations } from './explanations';
import { escaped } from './html';
import { matrixHtml } from './matrix-html';
import type { PageChange, PageSection, PageState } from './page';

/**
 * An installation, or a comparison: facts, changes, map and matrix of each state, checklist.
 * @param index its number on the page, which makes ids unique
 */
export async function sectionHtml(
  { title, facts, states, changes, checklist }: PageSection,
  index: number,
  explanations: Explanations,
): Promise<string> {
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
  const drawing = await mapHtml(state.map, prefix, `Map of ${about}`);
  const inner =
    state.inner && state.inner.edges.length > 0 ? await mapHtml(state.inner, `${prefix}i-`, `Map of the components of ${about}`) : undefined;
  return [
    '<div class="state">',
    ...(isCompared ? [`<h3>${escaped(state.title)}</h3>`] : []),
    '<h4>Map</h4>',
    drawing,
    ...(inner === undefined ? [] : [`<details class="inner"><summary>Connections among components</summary>${inner}</details>`]),
    '<h4>Who reaches which port</h4>',
    matrixHtml(state, explanations, `Who reaches which port: ${about}`, isCompared),
    '</div>',
  ].join('\n');
}

/** A map that scrolls by itself. */
async function mapHtml(map: NetworkMap, prefix: string, label: string): Promise<string> {
  const drawing = map.nodes.length === 0 ? '<p>Nothing to draw.</p>' : svgOf(await layOut(map), map, { prefix, style: '' }).trimEnd();
  return `<div class="map" tabindex="0" role="region" aria-label="${escaped(`${label}, scrolls`)}">${drawing}</div>`;
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
              .map((item) => `<li><strong>${escaped(itemTitle(item))}:</strong> ${escaped(item.what)}<pre>${escaped(item.snippet.text)}</pre></li>`)
              .join('')}</ul>`,
          ];
    }),
  ].join('\n');
