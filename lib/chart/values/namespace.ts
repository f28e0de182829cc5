import type { Installation } from '../../settings';
import { type ChartValue, reference } from './chart-value';
import { dnsLabel, orEmpty } from './value-schemas';

/** The namespace of BlueMind's pods: by default that of the settings. The chart's user may change it or leave it to Helm. */
export function namespaceValue({ settings }: Installation, marker: string): ChartValue {
  const path = ['namespace'];
  return {
    path,
    description: "Namespace of BlueMind's pods, and of all objects that belong beside them. Empty: that of the release (helm --namespace).",
    initial: settings.namespace,
    schema: orEmpty(dnsLabel),
    cases: [{ name: 'set', test: '', apply: (current) => ({ ...current, namespace: marker }) }],
    initialCase: 0,
    markers: [{ text: marker, of: `(default $.Release.Namespace ${reference(path)})`, kind: 'value' }],
  };
}
