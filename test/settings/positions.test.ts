import { type FieldPath, parseSettingsDocument } from '../../lib/settings';

const document = parseSettingsDocument(
  'mail.yaml',
  `# Settings
name: mail
labels: &team { team: post }
allow:
  backup:
    ports: [postgresql, imaps]
    from:
      - namespace: backup
        podLabels: *team
  "a key": { ports: [smtp] }
`,
);

test.each<[string, FieldPath, string, string]>([
  ['the whole', [], '2:1', '10:29'],
  ['a field', ['name'], '2:1', '2:11'],
  ['a field in a map on one line', ['labels', 'team'], '3:17', '3:27'],
  ['an item of a list on one line', ['allow', 'backup', 'ports', 1], '6:25', '6:30'],
  ['an item of a list', ['allow', 'backup', 'from', 0], '8:9', '9:25'],
  ['a field of an item', ['allow', 'backup', 'from', 0, 'podLabels'], '9:9', '9:25'],
  ['what an alias repeats, where it is written', ['allow', 'backup', 'from', 0, 'podLabels', 'team'], '3:17', '3:27'],
  ['a key in quotes', ['allow', 'a key', 'ports', 0], '10:22', '10:26'],
  ['a field that is not there: the thing around it', ['allow', 'backup', 'reason'], '5:3', '9:25'],
  ['an item that is not there', ['allow', 'backup', 'ports', 7], '6:5', '6:31'],
  ['a map that is not there', ['cluster', 'podCidrs', 0], '2:1', '10:29'],
  ['what stands below a single value', ['name', 'first', 0], '2:1', '2:11'],
])('finds %s, from its first character to its last', (_, path, start, behind) => {
  const place = (position: string) => ({ line: Number(position.split(':')[0]), column: Number(position.split(':')[1]) });
  expect(document.locate(path)).toEqual({ file: 'mail.yaml', ...place(start), end: place(behind) });
});

test('counts CRLF as one end of a line, and characters rather than bytes', () => {
  const { locate } = parseSettingsDocument('mail.yaml', "name: mail\r\nlabels: { 'ä': ü, team: post }\r\n");
  expect(locate(['labels', 'team'])).toEqual({ file: 'mail.yaml', line: 2, column: 19, end: { line: 2, column: 29 } });
});
