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

test.each<[string, FieldPath, string]>([
  ['the whole', [], '2:1'],
  ['a field', ['name'], '2:1'],
  ['a field in a map on one line', ['labels', 'team'], '3:17'],
  ['an item of a list on one line', ['allow', 'backup', 'ports', 1], '6:25'],
  ['an item of a list', ['allow', 'backup', 'from', 0], '8:9'],
  ['a field of an item', ['allow', 'backup', 'from', 0, 'podLabels'], '9:9'],
  ['what an alias repeats, where it is written', ['allow', 'backup', 'from', 0, 'podLabels', 'team'], '3:17'],
  ['a key in quotes', ['allow', 'a key', 'ports', 0], '10:22'],
  ['a field that is not there: the thing around it', ['allow', 'backup', 'reason'], '5:3'],
  ['an item that is not there', ['allow', 'backup', 'ports', 7], '6:5'],
  ['a map that is not there', ['cluster', 'podCidrs', 0], '2:1'],
  ['what stands below a single value', ['name', 'first', 0], '2:1'],
])('finds %s', (_, path, position) => {
  const [line, column] = position.split(':').map(Number);
  expect(document.locate(path)).toEqual({ file: 'mail.yaml', line, column });
});

test('counts CRLF as one end of a line, and characters rather than bytes', () => {
  const { locate } = parseSettingsDocument('mail.yaml', "name: mail\r\nlabels: { 'ä': ü, team: post }\r\n");
  expect(locate(['labels', 'team'])).toEqual({ file: 'mail.yaml', line: 2, column: 19 });
});
