import type { Labels } from '../base/labels';
import { writeYaml } from '../base/yaml/write';
import type { Snippet } from './model';

/** Commands, one per line. */
export const shell = (...lines: readonly string[]): Snippet => ({ language: 'sh', text: lines.join('\n') });

/** A part of a YAML file. */
export const yaml = (value: object): Snippet => ({ language: 'yaml', text: writeYaml(value).trimEnd() });

/** Fields of the settings of one entry point. */
export const entryPointSettings = (entryPoint: string, fields: object): Snippet => yaml({ entryPoints: { [entryPoint]: fields } });

/** An annotation that the settings add to the objects of an entry point. */
export const annotationSettings = (entryPoint: string, annotations: Labels): Snippet => entryPointSettings(entryPoint, { annotations });

/** A command that prints an object of the cluster, or one field of it. */
export const show = (kind: string, { namespace, name }: { readonly namespace: string; readonly name: string }, jsonPath?: string): Snippet =>
  shell(`kubectl get ${kind} --namespace ${namespace} ${name} --output ${jsonPath === undefined ? 'yaml' : `jsonpath='{${jsonPath}}'`}`);

/** A command that annotates an object of the cluster. */
export const annotate = (kind: string, { namespace, name }: { readonly namespace: string; readonly name: string }, annotations: Labels): Snippet =>
  shell(...Object.entries(annotations).map(([key, value]) => `kubectl annotate ${kind} --namespace ${namespace} ${name} ${key}='${value}'`));

/** A command that lists containers by the name of their image, which shows the version. */
export const showImages = (image: string): Snippet =>
  shell(`kubectl get deployments,daemonsets --all-namespaces --output wide | grep --ignore-case '${image}'`);

/** A command that deletes objects which must be recreated, as a comment, so that nobody who pastes a whole checklist loses an address. */
export const remove = (kind: string, objects: readonly { readonly namespace: string; readonly name: string }[]): Snippet =>
  shell(
    '# Only to change it: the address may be lost.',
    ...objects.map(({ namespace, name }) => `# kubectl delete ${kind} --namespace ${namespace} ${name}`),
  );
