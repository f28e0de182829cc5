import * as z from 'zod';
import { dnsLabelSchema, dnsNameSchema, reasonSchema } from './values';

const actions = ['Deny', 'Warn', 'Audit'] as const;

const actionSchema = z.enum(actions);

/** One action, or two that the API server takes together. */
const actionsSchema = z.union([
  actionSchema,
  z
    .array(actionSchema)
    .min(1, 'is empty')
    .superRefine((list, context) => {
      if (new Set(list).size !== list.length) context.addIssue('names an action twice');
      if (list.includes('Deny') && list.includes('Warn'))
        context.addIssue(
          "has both 'Deny' and 'Warn', which the API server does not accept together, since a refusal includes the message; remove one",
        );
    }),
]);

const serviceAccountSchema = z
  .string()
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?\/[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/,
    "expected namespace and name of a service account, such as 'argocd/argocd-application-controller'",
  );

const objectSchema = z.strictObject({
  kind: z
    .string()
    .regex(/^[A-Z][A-Za-z0-9]*$/, "expected a kind such as 'Service'")
    .meta({ description: 'Kind of the object.', examples: ['Service'] }),
  namespace: dnsLabelSchema.optional().meta({ description: 'Its namespace. Default: that of the installation.', examples: ['mail'] }),
  name: dnsNameSchema.meta({ description: 'Its name.', examples: ['imap-for-scanners'] }),
});

const exceptionSchema = z
  .strictObject({
    serviceAccount: serviceAccountSchema.optional().meta({
      description:
        'Service account whose requests are not checked, as NAMESPACE/NAME: that of the GitOps controller. Default: the exception is for an object.',
      examples: ['argocd/argocd-application-controller'],
    }),
    object: objectSchema.optional().meta({
      description: 'Object that is not checked. Default: the exception is for a service account.',
      examples: [{ kind: 'Service', name: 'imap-for-scanners' }],
    }),
    reason: reasonSchema.meta({ description: 'Why, as a sentence.', examples: ['Argo CD applies what was reviewed in Git.'] }),
  })
  .superRefine(({ serviceAccount, object }, context) => {
    if ((serviceAccount === undefined) === (object === undefined))
      context.addIssue(
        serviceAccount === undefined ? 'names nobody; give serviceAccount or object' : 'has both serviceAccount and object; write two exceptions',
      );
  });

const mapSchema = z.strictObject({
  action: actionsSchema.default('Deny').meta({
    description:
      'What happens to a request that would open a closed port: `Deny` refuses it, `Warn` warns the sender, `Audit` writes it to the audit log; `[Warn, Audit]` and `[Deny, Audit]` do both.',
    examples: [['Warn', 'Audit']],
  }),
  exceptions: z
    .array(exceptionSchema)
    .default([])
    .meta({
      description: 'Service accounts and objects that are not checked.',
      examples: [[{ serviceAccount: 'argocd/argocd-application-controller', reason: 'Argo CD applies what was reviewed in Git.' }]],
    }),
});

/** What the API server does with a request that would open a closed port, and which requests it lets through. */
export interface AdmissionSettings {
  readonly actions: readonly (typeof actions)[number][];
  readonly exceptions: readonly z.output<typeof exceptionSchema>[];
}

/** `false`, or what `true` and a map stand for. */
export const admissionSchema = z.union([z.boolean(), mapSchema]).transform((admission): AdmissionSettings | false => {
  if (admission === false) return false;
  const { action, exceptions } = admission === true ? mapSchema.parse({}) : admission;
  return { actions: actions.filter((one) => action.includes(one)), exceptions };
});
