import { cases } from './cases';
import { type ChartFolder, chartOf, type Objects, plainOutput, plainOutputWith, removeCharts } from './support';

afterAll(removeCharts);

describe.each(Object.entries(cases))('%s', (_, { settings, values }) => {
  let chart: ChartFolder;
  beforeAll(() => {
    chart = chartOf(settings);
  });

  test('is accepted by helm lint --strict', () => {
    expect(chart.helm('lint', '--strict', '.')).toMatchObject({ status: 0 });
  });

  test('renders the plain output by default', () => {
    expect(chart.template()).toEqual(plainOutput(settings));
  });

  describe('has the effect of settings', () => {
    let rendered: readonly Objects[];
    beforeAll(() => {
      rendered = chart.templates(values);
    });

    test.each(values.map((each, index): [string, typeof each, number] => [JSON.stringify(each), each, index]))('%s', (_, each, index) => {
      expect(rendered[index]).toEqual(plainOutputWith(settings, each));
    });
  });
});
