import type { Labels } from '../../../base/labels';
import type { Certificate } from '../../../settings';

/** The certificate with its Secret, which settings may leave open for cert-manager. */
export const withSecret = (certificate: Certificate | undefined, defaultSecret: string): Certificate | undefined =>
  certificate?.kind === 'cert-manager' ? { ...certificate, secret: certificate.secret ?? defaultSecret } : certificate;

/** Annotations by which cert-manager creates the certificate of an Ingress. */
export function issuerAnnotations(certificate: Certificate | undefined): Labels {
  if (certificate?.kind !== 'cert-manager') return {};
  const key = certificate.issuerKind === 'Issuer' ? 'cert-manager.io/issuer' : 'cert-manager.io/cluster-issuer';
  return { [key]: certificate.issuer };
}
