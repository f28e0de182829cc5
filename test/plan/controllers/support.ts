import { parseAllDocuments } from 'yaml';
import { type Plan, planFrom } from '../../../lib/plan';
import type { InstallationProps } from '../../../lib/settings';
import { renderManifests } from '../../../lib/synth/render';

type EntryPoint = NonNullable<InstallationProps['entryPoints']>[string];
type Expose = NonNullable<InstallationProps['expose']>;

/** Settings with one entry point through a controller, called 'edge'. */
export const withEdge = (edge: EntryPoint, expose: Expose, more: Partial<InstallationProps> = {}): InstallationProps => ({
  name: 'bluemind',
  namespace: 'mail',
  cluster: {
    ingressController: { namespace: 'ingress', podLabels: { app: 'controller' } },
    podCidrs: ['10.244.0.0/16'],
  },
  entryPoints: { edge },
  expose,
  ...more,
});

const inside = { entryPoint: 'cluster', reason: 'Not what this test is about.' };

/** The mandatory ports stay inside unless they are exposed. */
export const expose = (...ports: readonly string[]): Expose => ({
  smtp: inside,
  https: inside,
  ...Object.fromEntries(ports.map((port) => [port, 'edge'])),
});

/** An object as it is in the file of entry points. */
export interface Rendered {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string; readonly annotations: Readonly<Record<string, string>> };
  readonly spec?: unknown;
  readonly data?: unknown;
}

const documents = (text: string): readonly Rendered[] => parseAllDocuments(text).map((document) => document.toJS());

/** What is rendered of the entry points. */
export const rendered = (settings: InstallationProps): readonly Rendered[] =>
  documents(renderManifests(planFrom(settings)).files['entry-points.k8s.yaml'] ?? '');

/** The same without what every object has: kind and name to what it says. */
export const summary = (settings: InstallationProps): Readonly<Record<string, unknown>> =>
  Object.fromEntries(rendered(settings).map(({ kind, metadata, spec, data }) => [`${kind} ${metadata.name}`, spec ?? data]));

/** Annotations of an object of any file, without the description. */
export function annotationsOf(settings: InstallationProps, kind: string, name: string): Readonly<Record<string, string>> {
  const object = documents(renderManifests(planFrom(settings)).stream).find((one) => one.kind === kind && one.metadata.name === name);
  const { 'kubernetes.io/description': _, ...annotations } = object?.metadata.annotations ?? {};
  return annotations;
}

export const checklist = (settings: InstallationProps): readonly string[] =>
  planFrom(settings).checklist.map(({ where, what }) => `${where}: ${what}`);

/** What the entry points' policies say, a line a rule. */
export const waysIn = (settings: InstallationProps): readonly string[] => ruleLines(planFrom(settings));

const ruleLines = ({ traffic }: Plan): readonly string[] =>
  traffic
    .filter(({ origin }) => origin === 'entry-point')
    .flatMap(({ workload, rules }) =>
      rules.map(({ from, ports }) => {
        const numbers = ports === 'all' ? 'all' : ports.map(({ number }) => number).join(',');
        return `${JSON.stringify(from)} -> ${workload}:${numbers}`;
      }),
    );

/** The lines by which settings are refused. */
export function refusals(settings: InstallationProps): readonly string[] {
  try {
    planFrom(settings);
    return [];
  } catch (error) {
    return error instanceof Error ? error.message.split('\n') : [String(error)];
  }
}

/** PROXY listeners beside the plain ones. */
export const proxyProtocol = { targetPorts: { smtp: 10025, submission: 10587, submissions: 10465, imaps: 10993 } };

/** Refused otherwise: a controller hides the client's address. */
export const accepted = 'Only the relay of the provider connects.';
