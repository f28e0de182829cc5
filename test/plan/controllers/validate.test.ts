import { planFrom } from '../../../lib/plan';
import { renderManifests } from '../../../lib/synth/render';
import { schemaFaults, testWithSchemas } from '../../support/shared';
import { samples } from './samples';

/** Traefik's Middleware is the one kind without a schema beside the validator. */
const withoutSchema = /: no schema for traefik\.io\/v1alpha1 Middleware$/;

testWithSchemas('every object fits the schema of its kind', () => {
  // Each in a namespace of its own, so that no name appears twice.
  const files = Object.values(samples).map((settings, index) => [
    `${index}.yaml`,
    renderManifests(planFrom({ ...settings, namespace: `mail-${index}` })).stream,
  ]);
  expect(schemaFaults(Object.fromEntries(files)).filter((line) => !withoutSchema.test(line))).toEqual([]);
});

test.each(Object.entries(samples))('twice the same input gives twice the same bytes: %s', (_, settings) => {
  expect(renderManifests(planFrom(settings)).stream).toBe(renderManifests(planFrom(settings)).stream);
});
