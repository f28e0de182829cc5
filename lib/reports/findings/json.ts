import type { Finding } from '../../checks';
import { formatReference } from '../../reachability';
import { formatDocument } from '../json/document';

/** Findings as JSON. */
export const formatFindingsJson = (findings: readonly Finding[]): string => formatDocument({ findings: findingsJson(findings) });

/** Findings as plain data. */
export const findingsJson = (findings: readonly Finding[]) => findings.map(toJson);

const toJson = ({ rule, severity, message, why, mend, installation, object, position, related = [], port, waived }: Finding) => ({
  rule,
  severity,
  message,
  why,
  mend,
  ...(installation !== undefined && { installation }),
  ...(port !== undefined && { port }),
  ...(object && { object: formatReference(object) }),
  ...((position ?? object?.position) && { position: position ?? object?.position }),
  ...(related.length > 0 && { related: related.map(formatReference) }),
  ...(waived && { waived }),
});
