import { ranMain } from '../support/run';

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
    const { stderr, status } = await ranMain(...words);
    expect(stderr).toContain(`error: option '${option}' cannot be used with option '${other}'`);
    expect(status).toBe(2);
  });

  test('one of the two is taken, defaults count for nothing', async () => {
    expect(await ranMain('catalogue', '--external')).toMatchObject({ stderr: '', status: 0 });
    expect((await ranMain('synth', 'nowhere.yaml', '--stdout')).stderr).toContain('nowhere.yaml:1:1: does not exist');
  });
});
