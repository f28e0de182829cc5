import { planFrom } from '../../../lib/plan';
import type { InstallationProps } from '../../../lib/settings';
import { renderManifests } from '../../../lib/synth/render';
import { type Answer, type Cluster, connect } from '../cluster';
import { definitionsFolder, installDefinitions, switchGatewayApi } from '../definitions';
import { startControlPlane } from '../lab/control-plane';
import { eventually } from '../lab/processes';
import { currentRelease, oldRelease } from '../lab/releases';
import { type KubernetesObject, missingKinds, mustApply, objectsOf, pathOf } from '../objects';
import type { Request } from './requests';

/** A cluster under test. */
export interface Subject {
  readonly title: string;
  readonly start: () => Promise<{ readonly cluster: Cluster; readonly stop: () => Promise<void> }>;
}

const { KUBECONFIG: kubeconfig } = process.env;

export const subjects: readonly Subject[] = kubeconfig
  ? [{ title: 'the cluster of KUBECONFIG', start: async () => ({ cluster: await connect({ kubeconfig }), stop: async () => undefined }) }]
  : [currentRelease, oldRelease].map((release) => ({
      title: `Kubernetes ${release.version}`,
      start: async () => {
        const plane = await startControlPlane({ release });
        if (definitionsFolder) {
          await installDefinitions(plane.cluster);
          await switchGatewayApi(plane.cluster, { release: '1.5', channel: 'standard' });
        }
        return plane;
      },
    }));

export const isAdmission = ({ apiVersion }: KubernetesObject): boolean => apiVersion.startsWith('admissionregistration.');

export const rendered = (input: InstallationProps): readonly KubernetesObject[] => objectsOf(renderManifests(planFrom(input)).stream);

/**
 * Applies what settings render, admission first as it is rendered, and waits until the API server enforces it.
 * @param refused requests by which to see that it does, one for each of its policies, since each is heeded from a moment of its own
 */
export async function establish(cluster: Cluster, input: InstallationProps, refused: readonly Request[]): Promise<void> {
  const objects = rendered(input);
  const missing = await missingKinds(cluster, objects);
  const there = objects.filter(({ kind, apiVersion }) => !missing.includes(`${kind} (${apiVersion})`));
  await mustApply(cluster, there.filter(isAdmission));
  for (const request of refused)
    await eventually('admission is heeded', async () => ((await send(cluster, request)).status === 403 ? true : undefined));
  await mustApply(
    cluster,
    there.filter((object) => !isAdmission(object)),
  );
}

/** Waits until the API server refuses these requests. */
export async function heeded(cluster: Cluster, refused: readonly Request[]): Promise<void> {
  for (const request of refused)
    await eventually(`admission of ${request.title} is heeded`, async () => ((await send(cluster, request)).status === 403 ? true : undefined));
}

/** Sends a request as a dry run, which admission judges like any other. */
export async function send(cluster: Cluster, { by, object, as }: Request): Promise<Answer> {
  const path = `${await pathOf(cluster, object)}?dryRun=All`;
  const user = as && `system:serviceaccount:${as.replace('/', ':')}`;
  if (by === 'delete') return cluster.request('DELETE', path, undefined, undefined, user);
  return by === 'apply'
    ? cluster.request('PATCH', `${path}&fieldManager=test&fieldValidation=Strict&force=true`, object, 'application/apply-patch+yaml', user)
    : cluster.request('PATCH', `${path}&fieldManager=test`, object, 'application/merge-patch+json', user);
}

/** Sends a request; if the cluster lacks its kind, the output says so. */
export async function ask(cluster: Cluster, request: Request): Promise<Answer | undefined> {
  if ((await missingKinds(cluster, [request.object])).length === 0) return send(cluster, request);
  process.stdout.write(`NOT ASKED: ${request.title}, since the cluster has no ${request.object.kind}\n`);
  return undefined;
}

/** What passes has no warning. */
export function expectPass(answer: Answer | undefined): void {
  if (answer)
    expect({
      message: answer.status < 300 ? '' : `${answer.status} ${answer.body?.message}`,
      warnings: answer.warnings.filter(isOfAdmission),
    }).toEqual({ message: '', warnings: [] });
}

/** Refusing is by our policy and in its words: an expression that cannot be evaluated refuses, too, and is shown in place of them. */
export function expectRefusal(answer: Answer | undefined): void {
  if (!answer) return;
  expect({ status: answer.status, message: answer.body?.message }).toMatchObject({ status: 403 });
  expect(answer.body.message).toMatch(/ValidatingAdmissionPolicy 'bluemind-test-[\w-]+\.mail-admission-/);
  expect(answer.body.message).not.toContain('expression');
}

export const isOfAdmission = (warning: string): boolean => warning.includes('ValidatingAdmissionPolicy');
