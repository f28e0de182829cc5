import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Entry, Plan } from '../../plan/model';
import type { Certificate } from '../../settings';
import { metadata } from '../metadata';

/** What a certificate is for. */
export interface CertificateProps {
  readonly entry: Entry;
  readonly certificate: Extract<Certificate, { kind: 'cert-manager' }>;
  /** Name of the Certificate, and of the Secret that will contain it. */
  readonly secret: string;
  readonly hosts: readonly string[];
}

/** A Certificate of cert-manager, for routes that have no annotation for cert-manager. */
export class EntryPointCertificate extends ApiObject {
  constructor(scope: Construct, id: string, plan: Plan, { entry, certificate, secret, hosts }: CertificateProps) {
    super(scope, id, {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: metadata(plan, {
        ...entry,
        name: secret,
        description: `Certificate of ${certificate.issuerKind} '${certificate.issuer}' for ${hosts.join(', ')}, used by entry point '${entry.entryPoint}'.`,
      }),
      spec: {
        dnsNames: [...hosts],
        issuerRef: { group: 'cert-manager.io', kind: certificate.issuerKind, name: certificate.issuer },
        secretName: secret,
      },
    });
  }
}
