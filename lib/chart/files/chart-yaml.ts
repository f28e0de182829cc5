import { renderedBy } from '../../base/rendered-files';
import type { Plan } from '../../plan/model';
import { toYaml } from '../templates/yaml';

/** The oldest Kubernetes whose schemas the objects are held against; pre-releases and builds of vendors are meant too. */
const kubeVersion = '>=1.28.0-0';

export const chartYaml = ({ installation, release }: Plan, version: string): string =>
  `${renderedBy}\n${toYaml({
    apiVersion: 'v2',
    name: installation,
    description: `The Kubernetes network of BlueMind installation '${installation}': Services, NetworkPolicies and the ways in from outside.`,
    type: 'application',
    version,
    appVersion: release,
    kubeVersion,
  })}`;
