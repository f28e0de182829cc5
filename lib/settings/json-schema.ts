import * as z from 'zod';
import { installationSchema } from './schema/settings';

/** The JSON Schema of a settings file, for editors. */
export const settingsJsonSchema = (): Readonly<Record<string, unknown>> => ({
  ...z.toJSONSchema(installationSchema, {
    io: 'input',
    target: 'draft-2020-12',
    reused: 'inline',
    unrepresentable: 'any',
    // What is transformed when it is read loses these, since in general they might be of the outcome; here they are as one writes them.
    override: ({ zodSchema, jsonSchema }) => {
      const examples = z.globalRegistry.get(zodSchema)?.examples;
      if (Array.isArray(examples)) jsonSchema.examples = examples;
      const { def } = zodSchema._zod;
      if (def.type === 'default' || def.type === 'prefault') jsonSchema.default = def.defaultValue;
    },
  }),
  title: 'Settings of a BlueMind installation',
  description: 'Read by cdk8s-bluemind; one file for each installation.',
});
