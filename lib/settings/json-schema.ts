import * as z from 'zod';
import { installationSchema } from './schema/settings';

/** The JSON Schema of a settings file, for editors. */
export const settingsJsonSchema = (): Readonly<Record<string, unknown>> => ({
  ...z.toJSONSchema(installationSchema, {
    io: 'input',
    target: 'draft-2020-12',
    reused: 'inline',
    unrepresentable: 'any',
    // Fields that are transformed when they are read lose these, since in general they could describe the result; here they describe what you write.
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
