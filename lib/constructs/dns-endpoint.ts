import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { DnsRecord, Plan } from '../plan/model';
import { metadata } from './metadata';

/** Time to live of a record in seconds: an hour, so that a move is complete within a day. */
const timeToLive = 3600;

/** The records of an installation for external-dns (source `crd`); records of one name and type are one entry. */
export class DnsEndpoint extends Construct {
  constructor(scope: Construct, id: string, plan: Plan) {
    super(scope, id);
    const { dns } = plan;
    if (dns?.endpoint === undefined) return;
    const records = dns.records.filter(({ data }) => data !== undefined);
    const keys = [...new Set(records.map(({ name, type }) => `${type} ${name}`))];
    new ApiObject(this, dns.endpoint, {
      apiVersion: 'externaldns.k8s.io/v1alpha1',
      kind: 'DNSEndpoint',
      metadata: metadata(plan, {
        name: dns.endpoint,
        namespace: plan.namespace,
        description: `DNS records of mail server ${dns.hostname}; external-dns creates them.`,
      }),
      spec: {
        endpoints: keys.map((key) => {
          const alike = records.filter(({ name, type }) => `${type} ${name}` === key);
          const [first] = alike;
          return { dnsName: first?.name, recordTTL: timeToLive, recordType: first?.type, targets: alike.flatMap(targetOf) };
        }),
      },
    });
  }
}

/** external-dns expects names without the final dot, and quotes texts itself. */
const targetOf = ({ type, data = '' }: DnsRecord): readonly string[] => {
  if (type === 'TXT') return [data.replaceAll('"', '')];
  return [data === '0 0 0 .' ? data : data.replace(/\.$/, '')];
};
