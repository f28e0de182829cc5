import { type Account, labelsOf } from './rights';

/** How drift runs in a cluster. */
export interface CronJobOptions {
  /** Image that has cdk8s-bluemind and kubectl in its PATH. */
  readonly image: string;
  /** Of cron, in the time zone of the controller manager. */
  readonly schedule: string;
  /** Settings by the name of their file. */
  readonly settings: Readonly<Record<string, string>>;
  /** Further arguments of the command. */
  readonly arguments: readonly string[];
}

const mountPath = '/settings';

/** A CronJob that fails if a cluster has drifted, with the settings that it reads. It satisfies Pod Security's `restricted`. */
export function cronJobOf(account: Account, { image, schedule, settings, arguments: more }: CronJobOptions): readonly object[] {
  const { name, namespace } = account;
  const labels = labelsOf(account);
  const metadata = { name, namespace, labels };
  const container = {
    name: 'drift',
    image,
    command: ['cdk8s-bluemind', 'drift', ...Object.keys(settings).map((file) => `${mountPath}/${file}`), ...more],
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '1', memory: '512Mi' } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
    // The log contains the findings; a run that could not read the cluster says why.
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [{ name: 'settings', mountPath, readOnly: true }],
  };
  const pod = {
    automountServiceAccountToken: true,
    containers: [container],
    restartPolicy: 'Never',
    securityContext: { runAsNonRoot: true, runAsUser: 65534, runAsGroup: 65534, seccompProfile: { type: 'RuntimeDefault' } },
    serviceAccountName: name,
    volumes: [{ name: 'settings', configMap: { name } }],
  };
  return [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: settings },
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata,
      spec: {
        schedule,
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: 600,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 3,
        jobTemplate: {
          // Another try does not remove drift.
          spec: { backoffLimit: 0, activeDeadlineSeconds: 600, template: { metadata: { labels }, spec: pod } },
        },
      },
    },
  ];
}
