import { cases } from './cases';
import { type ChartFolder, chartOf, plainOutput, plainOutputWith, removeCharts } from './support';

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

  test.each(values.map((each): [string, typeof each] => [JSON.stringify(each), each]))('%s has the effect of settings', (_, each) => {
    expect(chart.template(each)).toEqual(plainOutputWith(settings, each));
  });
});
