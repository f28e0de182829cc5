import type { IpFamily } from '../../base/addresses';
import type { EntryService } from '../model';

type FamilyFields = Pick<EntryService, 'ipFamilies' | 'ipFamilyPolicy'>;

/** Whether a Service asks for both IP families: its policy decides, and Kubernetes then adds a family that is not named. */
export const isDualStack = ({ ipFamilies = [], ipFamilyPolicy }: FamilyFields): boolean =>
  ipFamilyPolicy === undefined ? ipFamilies.length > 1 : ipFamilyPolicy !== 'SingleStack';

/** The IP families of a Service, the first one first; undefined if the cluster decides. */
export function familiesOf(service: FamilyFields): readonly IpFamily[] | undefined {
  const { ipFamilies } = service;
  return ipFamilies?.length === 1 && isDualStack(service) ? [...ipFamilies, ipFamilies[0] === 'IPv4' ? 'IPv6' : 'IPv4'] : ipFamilies;
}
