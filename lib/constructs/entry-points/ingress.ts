import type { Construct } from 'constructs';
import type { EntryIngress, Plan } from '../../plan/model';
import { k8s } from '../kubernetes';
import { metadata } from '../metadata';

/** An Ingress that leads every path of its hosts to one Service port. */
export class EntryPointIngress extends k8s.KubeIngress {
  constructor(scope: Construct, id: string, plan: Plan, entry: EntryIngress) {
    const backend = { service: { name: entry.backend.service, port: { number: entry.backend.port } } };
    super(scope, id, {
      metadata: metadata(plan, entry),
      spec: {
        ...(entry.className !== undefined && { ingressClassName: entry.className }),
        rules: entry.hosts.map((host) => ({ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } })),
        tls: [{ hosts: [...entry.hosts], ...(entry.certificate && { secretName: entry.certificate.secret }) }],
      },
    });
  }
}
