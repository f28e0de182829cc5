import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planFrom } from '../../lib/plan';
import { readSettingsDocument } from '../../lib/settings';
import { commandPath } from '../support/workspace';
import { faultLines } from './fault-lines';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = (content: string | Uint8Array): string => {
  const path = join(folder, 'mail.yaml');
  writeFileSync(path, content);
  return path;
};

const linesOf = (path: string): readonly string[] => faultLines(() => readSettingsDocument(path)).map((line) => line.replace(`${folder}/`, ''));

describe('what is no settings file is refused', () => {
  test('a missing file', () => {
    expect(linesOf(join(folder, 'mail.yaml'))).toEqual(['mail.yaml:1:1: does not exist; expected a file of YAML settings']);
  });

  test('a file in a path that is not a folder', () => {
    expect(linesOf(join(file('name: mail'), 'more.yaml'))).toEqual(['mail.yaml/more.yaml:1:1: does not exist; expected a file of YAML settings']);
  });

  test('a folder', () => {
    mkdirSync(join(folder, 'mail.yaml'));
    expect(linesOf(join(folder, 'mail.yaml'))).toEqual(['mail.yaml:1:1: is a folder; expected a file of YAML settings']);
  });

  test('a link to itself', () => {
    symlinkSync(join(folder, 'mail.yaml'), join(folder, 'mail.yaml'));
    expect(linesOf(join(folder, 'mail.yaml'))).toEqual(['mail.yaml:1:1: is a symbolic link to itself; expected a file of YAML settings']);
  });

  test('a file that may not be read', () => {
    const path = file('name: mail');
    chmodSync(path, 0);
    // Root may read everything, unless the capabilities for that are taken away.
    const asOwnerAlone = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] : ['env'];
    const [program = '', ...rest] = [...asOwnerAlone, process.execPath, commandPath, 'synth', 'mail.yaml', '--stdout'];
    const { status, stderr } = spawnSync(program, rest, { cwd: folder, encoding: 'utf8' });
    expect([status, stderr.split('\n')[0]]).toEqual([2, 'mail.yaml:1:1: cannot be read: you have no permission; expected a file of YAML settings']);
  });

  test('a pipe with a name, without waiting for its writer', () => {
    const path = join(folder, 'mail.yaml');
    execFileSync('mkfifo', [path]);
    expect(linesOf(path)).toEqual([
      "mail.yaml:1:1: is a named pipe (FIFO), which may never end; pipe its content to standard input and give '-' instead; expected a file of YAML settings",
    ]);
  });

  test('a device', () => {
    expect(linesOf('/dev/zero')).toEqual(['/dev/zero:1:1: is a device; expected a file of YAML settings']);
  });

  test('a binary file', () => {
    expect(linesOf(file(Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 1)))).toEqual(['mail.yaml:1:1: is a binary file; expected a file of YAML settings']);
  });

  test('UTF-16, which has zeros between its letters', () => {
    const lines = linesOf(file(Buffer.from('\ufeffname: mail', 'utf16le')));
    expect(lines).toEqual(['mail.yaml:1:1: is a binary file; expected a file of YAML settings']);
  });

  test('Latin-1', () => {
    const lines = linesOf(file(Buffer.from('name: mail # Für alle', 'latin1')));
    expect(lines).toEqual(['mail.yaml:1:1: is not UTF-8 text; expected a file of YAML settings']);
  });

  test('a large file', () => {
    const lines = linesOf(file(`name: mail\n#${'x'.repeat(300_000)}`));
    expect(lines).toEqual(['mail.yaml:1:1: has 300012 bytes, which is more than 262144; expected a file of YAML settings']);
  });

  test('a huge file, without reading it', () => {
    const path = file('name: mail');
    truncateSync(path, 2 ** 40);
    expect(linesOf(path)).toEqual(['mail.yaml:1:1: has 1099511627776 bytes, which is more than 262144; expected a file of YAML settings']);
  });
});

describe('what is one is read', () => {
  test('from the standard input as -', () => {
    const run = (input: string | number) => {
      const options = typeof input === 'string' ? { input } : { stdio: [input, 'pipe' as const, 'pipe' as const] };
      const { status, stdout, stderr } = spawnSync(process.execPath, [commandPath, 'synth', '-', '--stdout'], { encoding: 'utf8', ...options });
      return { status, lines: `${stdout}${stderr}`.split('\n') };
    };
    expect(run('name: post\n').lines).toContain('    app.kubernetes.io/part-of: post');
    expect(run('name: [\n').lines[0]).toMatch(/^<stdin>:\d+:\d+: /);
    const endless = openSync('/dev/zero', 'r');
    expect(run(endless).lines[0]).toBe('<stdin>:1:1: has more than 262144 bytes; expected a file of YAML settings');
    closeSync(endless);
  });

  test('with thousands of address ranges', () => {
    const ranges = Array.from({ length: 4_500 }, (_, index) => `        - 10.${index >> 8}.${index & 255}.0/24\n`).join('');
    const text = `name: mail\nentryPoints:\n  public:\n    type: LoadBalancer\n    sourceRanges:\n${ranges}`;
    expect(Buffer.byteLength(text)).toBeGreaterThan(64 * 1024);
    const document = readSettingsDocument(file(text));
    expect(planFrom(document.input, document).installation).toBe('mail');
  });

  test.each([
    ['LF', 'name: mail\nlabels: { team: post }\n'],
    ['CRLF', 'name: mail\r\nlabels: { team: post }\r\n'],
    ['a byte order mark', '\ufeffname: mail\nlabels: { team: post }\n'],
    ['JSON', '{ "name": "mail", "labels": { "team": "post" } }'],
    ['the marks of one document', '%YAML 1.2\n---\nname: mail\nlabels: { team: post }\n...\n'],
  ])('%s', (_, text) => {
    expect(readSettingsDocument(file(text)).input).toEqual({ name: 'mail', labels: { team: 'post' } });
  });

  test('through a link, under the name that was given', () => {
    const link = join(folder, 'link.yaml');
    symlinkSync(file('name: mail'), link);
    expect(readSettingsDocument(link)).toMatchObject({ file: link, input: { name: 'mail' } });
  });

  test('a value that aliases repeat is the same at each place', () => {
    const text = 'name: mail\nlabels: &team { team: post }\nallow: { a: { from: [{ podLabels: *team }, { podLabels: *team }] } }';
    expect(readSettingsDocument(file(text)).input).toEqual({
      name: 'mail',
      labels: { team: 'post' },
      allow: { a: { from: [{ podLabels: { team: 'post' } }, { podLabels: { team: 'post' } }] } },
    });
  });
});
