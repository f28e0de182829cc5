import type { EntryIngress, Plan, TraefikRedirect } from '../../plan/model';
import type { HelmMap } from '../chart';
import { metadata } from './metadata';

/** Values `ingress`: all paths of the hosts lead to one Service port. */
export const ingressValues = (plan: Plan): HelmMap =>
  Object.fromEntries(
    plan.entries
      .filter((entry) => entry.kind === 'Ingress')
      .flatMap((entry) => [
        [entry.name, ingress(plan, entry)],
        ...(entry.redirect ? [[entry.redirect.ingress.name, redirectIngress(plan, entry, entry.redirect)]] : []),
      ]),
  );

function ingress(plan: Plan, entry: EntryIngress): HelmMap {
  const secretName = entry.certificate?.secret;
  return { ...metadata(plan, 'Ingress', entry), ...rulesOf(entry), tls: [{ hosts: entry.hosts, ...(secretName !== undefined && { secretName }) }] };
}

/** Takes plain HTTP for another Ingress; a Middleware lets no request through. */
const redirectIngress = (plan: Plan, entry: EntryIngress, redirect: TraefikRedirect): HelmMap => ({
  ...metadata(plan, 'Ingress', redirect.ingress),
  ...rulesOf(entry),
});

const rulesOf = ({ className, hosts, backend: { service: name, port } }: EntryIngress): HelmMap => ({
  ...(className !== undefined && { className }),
  hosts: hosts.map((host) => ({ host, paths: [{ path: '/', pathType: 'Prefix', service: { name, port } }] })),
});
