import type { Construct } from 'constructs';
import type { EntryIngress, Plan } from '../../plan/model';
import { k8s } from '../kubernetes';
import { metadata } from '../metadata';

/** An Ingress that routes all paths of its hosts to one Service port. */
export class EntryPointIngress extends k8s.KubeIngress {
  constructor(scope: Construct, id: string, plan: Plan, entry: EntryIngress) {
    super(scope, id, {
      metadata: metadata(plan, entry),
      spec: { ...specOf(entry), tls: [{ hosts: [...entry.hosts], ...(entry.certificate && { secretName: entry.certificate.secret }) }] },
    });
  }
}

/** The Ingress that takes plain HTTP for another Ingress; a Middleware lets no request through. */
export class RedirectIngress extends k8s.KubeIngress {
  constructor(scope: Construct, id: string, plan: Plan, entry: EntryIngress, { ingress }: NonNullable<EntryIngress['redirect']>) {
    super(scope, id, { metadata: metadata(plan, { ...entry, ...ingress }), spec: specOf(entry) });
  }
}

function specOf({ className, hosts, backend: { service: name, port: number } }: EntryIngress): k8s.IngressSpec {
  const backend = { service: { name, port: { number } } };
  return {
    ...(className !== undefined && { ingressClassName: className }),
    rules: hosts.map((host) => ({ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } })),
  };
}
