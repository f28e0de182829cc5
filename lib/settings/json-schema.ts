import { z } from 'zod';
import { installationSchema } from './schema';

/** The JSON Schema of a settings file, for editors. */
export const settingsJsonSchema = (): Readonly<Record<string, unknown>> => ({
  ...z.toJSONSchema(installationSchema, { io: 'input', target: 'draft-2020-12', reused: 'inline', unrepresentable: 'any' }),
  title: 'Settings of a BlueMind installation',
  description: 'Read by cdk8s-bluemind; one file an installation.',
});
