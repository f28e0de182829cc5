import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { printable } from '../../../lib/base/printable';
import { formatMap } from '../../../lib/reports/map';
import { mapFormats } from '../../../lib/reports/map/formats';
import { edgeText, mapVerdicts, type NetworkMap, networkMap, tiers } from '../../../lib/reports/map/network-map';
import { hiddenCharacters, hostileNames } from '../../support/hostile-names';
import { parsed } from '../../support/parse-formats';

/** Every tier, verdict and change, with names that no format may take at their word. */
const map: NetworkMap = networkMap(
  'Map of <everything> & "more"',
  hostileNames.map((title, index) => ({ key: title, tier: tiers[index % tiers.length] ?? 'outside', title, details: [`detail ${title}`] })),
  hostileNames.flatMap((title, index) => [
    {
      from: title,
      to: hostileNames[(index + 1) % hostileNames.length] ?? title,
      label: `port ${title}`,
      verdict: mapVerdicts[index % mapVerdicts.length] ?? 'allowed',
      reason: `since ${title}`,
      ...(index > 3 && { change: (['added', 'removed', 'changed'] as const)[index % 3] }),
    },
    { from: title, to: title, label: 'TCP 5701', verdict: 'allowed' as const },
  ]),
);

const words = (text: string): string => printable(text).trim().replace(/\s+/g, ' ');

/** Texts of DOT's labels: entities of HTML are read there. */
const unescaped = (text = ''): string => text.replace(/&amp;/g, '&');

test.each(mapFormats)('%s is the same twice, holds no hidden character, and an empty map too', async (format) => {
  const text = await formatMap(map, format);
  expect(await formatMap(map, format)).toBe(text);
  expect(text).not.toMatch(hiddenCharacters);
  expect(await formatMap(networkMap('Nothing', [], []), format)).not.toBe('');
});

test('Graphviz reads DOT: every box, arrow and text as it is', async () => {
  const [drawn] = parsed({ dot: [await formatMap(map, 'dot')] }).dot;
  expect(drawn?.error).toBeUndefined();
  const labels = drawn?.objects
    ?.filter(({ name }) => /^n\d+$/.test(name))
    .map(({ label }) => unescaped(label).replaceAll('\\\\', '\\').replaceAll('\\"', '"'));
  expect(labels?.toSorted()).toEqual(map.nodes.map(({ title, details }) => [title, ...details].join('\\n')).toSorted());
  expect(drawn?.edges).toHaveLength(map.edges.length);
});

test('Mermaid reads its map: every box and arrow, in its tier', async () => {
  const [read] = parsed({ mermaid: [await formatMap(map, 'mermaid')] }).mermaid;
  expect(read?.error).toBeUndefined();
  const text = (label: string) => label.replace(/ﬂ°°(\d+)¶ß|#(\d+);/g, (_, one, other) => String.fromCodePoint(Number(one ?? other)));
  expect(new Map(read?.nodes.map(({ id, label }) => [id, text(label)]))).toEqual(
    new Map(map.nodes.map(({ id, title, details }) => [id, [title, ...details].join('<br/>')])),
  );
  expect(read?.edges.map(({ start, end, label }) => [start, end, text(label)])).toEqual(
    map.edges.map((edge) => [edge.from, edge.to, edgeText(edge)]),
  );
  expect(read?.groups.flatMap(({ nodes }) => nodes).toSorted()).toEqual(map.nodes.map(({ id }) => id).toSorted());
});

test('the drawing is sound XML that loads and runs nothing, and says in words what it shows', async () => {
  const svg = await formatMap(map, 'svg');
  expect(XMLValidator.validate(svg)).toBe(true);
  expect(svg).not.toMatch(/<script|<foreignObject|\bon\w+=|href=|@import|url\((?!#)/i);
  const { svg: read } = new XMLParser({ ignoreAttributes: false, htmlEntities: true }).parse(svg);
  expect(read.title['#text']).toBe('Map of <everything> & "more"');
  for (const edge of map.edges.slice(0, 4)) expect(read.desc['#text']).toContain(edgeText(edge));
  expect(read.g.filter((group: Record<string, string>) => group['@_data-node'])).toHaveLength(map.nodes.length);
  expect(read.path).toHaveLength(map.edges.length);
});

test('texts of the drawing stay within their boxes, and boxes do not overlap', async () => {
  const svg = await formatMap(map, 'svg');
  const boxes = [...svg.matchAll(/data-node="n\d+"><title>[^<]*<\/title><rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"/g)].map(
    ([, ...numbers]) => numbers.map(Number),
  );
  expect(boxes).toHaveLength(hostileNames.length);
  const overlapping = boxes.filter(([x = 0, y = 0, width = 0, height = 0], index) =>
    boxes.slice(index + 1).some(([a = 0, b = 0, w = 0, h = 0]) => x < a + w && a < x + width && y < b + h && b < y + height),
  );
  expect(overlapping).toEqual([]);
  const lines = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text.replace(/&#\d+;/g, 'x'));
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(36);
});

test('names are explained in words', () => {
  expect(map.nodes.map(({ title }) => title).toSorted()).toEqual(hostileNames.map(words).toSorted());
});

test('a drawing of too many arrows is refused, with what to do', async () => {
  const keys = Array.from({ length: 21 }, (_, index) => `${index}`);
  const many = networkMap(
    'Many',
    keys.map((key) => ({ key, tier: 'internal', title: key })),
    keys.flatMap((from) => keys.map((to) => ({ from, to, label: 'TCP 1', verdict: 'allowed' as const }))),
  );
  await expect(formatMap(many, 'svg')).rejects.toThrow('a drawing of 441 arrows would be unreadable (at most 400); ask for fewer with --focus');
  expect(await formatMap(many, 'dot')).toContain('n20 -> n20');
});
