import type { EntryIngress, Plan } from '../../plan/model';
import type { HelmMap } from '../chart';
import { metadata } from './metadata';

/** Values `ingress`: every path of the hosts leads to one Service port. */
export const ingressValues = (plan: Plan): HelmMap =>
  Object.fromEntries(plan.entries.filter((entry) => entry.kind === 'Ingress').map((entry) => [entry.name, ingress(plan, entry)]));

function ingress(plan: Plan, entry: EntryIngress): HelmMap {
  const { service: name, port } = entry.backend;
  const secretName = entry.certificate?.secret;
  return {
    ...metadata(plan, entry),
    ...(entry.className !== undefined && { className: entry.className }),
    hosts: entry.hosts.map((host) => ({ host, paths: [{ path: '/', pathType: 'Prefix', service: { name, port } }] })),
    tls: [{ hosts: entry.hosts, ...(secretName !== undefined && { secretName }) }],
  };
}
