import { renderedBy } from '../../base/rendered-files';
import type { Plan } from '../../plan/model';
import { toYaml } from '../templates/yaml';
import { icon } from './icon';

/** The oldest Kubernetes against whose schemas the objects are checked, including pre-releases and vendor builds. */
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
    icon,
    keywords: ['bluemind', 'mail', 'networkpolicy', 'gateway'],
    annotations: {
      'artifacthub.io/category': 'networking',
      'artifacthub.io/operator': 'false',
      'artifacthub.io/prerelease': String(/^[^+]*-/.test(version)),
    },
  })}`;
