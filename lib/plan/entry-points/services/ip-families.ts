import type { IpFamily } from '../../../base/addresses';
import type { FieldFault } from '../../../settings';
import type { EntryService, PlannedServer } from '../../model';
import { servedFamilies } from '../../servers/backends';

type FamilyFields = Pick<EntryService, 'ipFamilies' | 'ipFamilyPolicy'>;

/** IP families of a Service with the policy that requires exactly them; nothing if neither settings nor cluster define them. */
export function ipFamilies(own: FamilyFields, ofCluster: readonly IpFamily[] | undefined): FamilyFields {
  const families = own.ipFamilies ?? ofCluster;
  const policy = own.ipFamilyPolicy ?? (families && (families.length > 1 ? 'RequireDualStack' : 'SingleStack'));
  return { ...(families && { ipFamilies: families }), ...(policy && { ipFamilyPolicy: policy }) };
}

export function ipFamilyFaults(entryPoint: string, { ipFamilies: families, ipFamilyPolicy }: FamilyFields): readonly FieldFault[] {
  if (ipFamilyPolicy !== 'SingleStack' || (families?.length ?? 0) < 2) return [];
  return [
    {
      path: ['entryPoints', entryPoint, 'ipFamilyPolicy'],
      message: `SingleStack takes one family, but there are ${families?.length}: name one under ipFamilies, or use PreferDualStack or RequireDualStack`,
    },
  ];
}

/** The families of a Service of one workload: machines may have addresses of only some families. */
export function serverFamilies(server: PlannedServer, { ipFamilies: asked, ipFamilyPolicy }: FamilyFields): FamilyFields {
  const families = servedFamilies(server, asked);
  const isNarrowed = families !== undefined && families.length !== asked?.length;
  return ipFamilies({ ipFamilies: families, ipFamilyPolicy: isNarrowed ? undefined : ipFamilyPolicy }, undefined);
}
