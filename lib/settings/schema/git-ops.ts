import * as z from 'zod';

/** Additional objects and files for tools that deliver the manifests. */
export const gitOpsSchema = z.strictObject({
  argoCd: z
    .strictObject({
      syncWaves: z
        .boolean()
        .default(false)
        .meta({
          description:
            'Whether objects carry sync waves: Namespaces come at -2, policies at -1, ways in and DNS records at 1, all else with your pods at 0. A wave in `annotations` or `annotationsByKind` takes precedence.',
          examples: [true],
        }),
    })
    .prefault({})
    .meta({ description: 'What Argo CD reads.', examples: [{ syncWaves: true }] }),
  kustomize: z
    .strictObject({
      nameReferences: z
        .boolean()
        .default(false)
        .meta({
          description:
            'Whether kustomizeconfig.yaml is written, which tells kustomize where custom resources name other objects, so that namePrefix and nameSuffix of an overlay change the name there too. It has an effect only with `synth`, which writes the kustomization.',
          examples: [true],
        }),
    })
    .prefault({})
    .meta({ description: 'What kustomize reads.', examples: [{ nameReferences: true }] }),
});
