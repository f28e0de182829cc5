import type { Plan } from '../../plan/model';
import { noteKinds, notesFile } from '../notes';
import { printLines } from '../templates/print';
import type { ChartThing } from '../templates/things';

/** What Helm prints after an installation: the ways in from outside, and what no chart can do. */
export function notesText({ installation, release }: Plan, things: readonly ChartThing[]): string {
  const lines = (kind: string) =>
    things.filter(({ id, file }) => file === notesFile && id.startsWith(kind)).flatMap(({ template }) => printLines(template, '- '));
  const section = (title: string, items: readonly string[]) => (items.length > 0 ? ['', title, '', ...items] : []);
  return [
    `The network of BlueMind ${release}, installation '${installation}'; every port that is not listed here stays inside the cluster.`,
    ...section('Ports reachable from outside:', lines(noteKinds.exposure)),
    ...section('Manual steps:', lines(noteKinds.checklist)),
    '',
  ].join('\n');
}
