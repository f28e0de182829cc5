import { main } from '../../lib/cli/main';

/** What the command line says, and its exit code. */
async function said(...words: readonly string[]) {
  const written = { stderr: '' };
  const spies = [
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      written.stderr += String(text);
      return true;
    }),
    jest.spyOn(process.stdout, 'write').mockReturnValue(true),
  ];
  const before = process.exitCode;
  try {
    await main({ version: '0', arguments: words });
    return { ...written, status: process.exitCode };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}

describe('options that cannot both be meant', () => {
  test.each([
    [['synth', 'nowhere.yaml', '--stdout', '--out', 'x'], '--stdout', '--out <folder>'],
    [['synth', 'nowhere.yaml', '--out=dist', '--stdout'], '--stdout', '--out <folder>'],
    [['synth', 'nowhere.yaml', '--stdout', '--values', 'x'], '--stdout', '--values <folder>'],
    [['synth', 'nowhere.yaml', '--stdout', '--reports', 'x'], '--stdout', '--reports <folder>'],
    [['synth', 'nowhere.yaml', '--format', 'helm', '--chart-version', '1.0.0', '--reports', 'x'], '--chart-version <version>', '--reports <folder>'],
    [['verify', 'nowhere', '--settings', 'x', '--release', '5'], '--settings <file>', '--release <release>'],
    [['verify', 'nowhere', '--settings', 'x', '--pods', 'a=b'], '--settings <file>', '--pods <labels>'],
    [['catalogue', '--external', '--internal'], '--external', '--internal'],
    [['catalogue', '--diff', '4', '5', '--component', 'core'], '--diff <releases...>', '--component <name>'],
    [['catalogue', '--diff', '4', '5', '--release', '5'], '--diff <releases...>', '--release <release>'],
  ])('%j', async (words, option, other) => {
    const { stderr, status } = await said(...words);
    expect(stderr).toContain(`error: option '${option}' cannot be used with option '${other}'`);
    expect(status).toBe(2);
  });

  test('one of the two is taken, defaults count for nothing', async () => {
    expect(await said('catalogue', '--external')).toMatchObject({ stderr: '', status: 0 });
    expect((await said('synth', 'nowhere.yaml', '--stdout')).stderr).toContain('nowhere.yaml:1:1: is not there');
  });
});
