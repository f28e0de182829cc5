import type { Certificate } from '../../settings';
import type { TextField } from './field';
import { dnsName } from './value-schemas';

/** The Secret with the certificate, or the issuer by which cert-manager makes one; settings decide which of the two. */
export function tlsFields(tls: Certificate | undefined, defaultSecret: string): readonly TextField[] {
  if (tls?.kind !== 'cert-manager')
    return [
      {
        kind: 'text',
        path: ['tls', 'secret'],
        description: 'Secret with the certificate.',
        whenEmpty: 'Empty: the default certificate of the controller.',
        value: tls?.secret,
        set: (current, secret) => ({ ...current, tls: secret === undefined ? undefined : { kind: 'secret', secret } }),
        schema: dnsName,
      },
    ];
  const edit =
    (change: (value: string) => { readonly issuer: string } | { readonly secret: string }): TextField['set'] =>
    (current, value) =>
      'tls' in current && current.tls?.kind === 'cert-manager' && value !== undefined
        ? { ...current, tls: { ...current.tls, ...change(value) } }
        : current;
  return [
    {
      kind: 'text',
      path: ['tls', tls.issuerKind === 'Issuer' ? 'issuer' : 'clusterIssuer'],
      description: `cert-manager's ${tls.issuerKind}, which makes the certificate.`,
      value: tls.issuer,
      set: edit((issuer) => ({ issuer })),
      schema: dnsName,
    },
    {
      kind: 'text',
      path: ['tls', 'secret'],
      description: 'Secret in which cert-manager keeps the certificate.',
      value: tls.secret ?? defaultSecret,
      set: edit((secret) => ({ secret })),
      schema: dnsName,
    },
  ];
}
