import type { Installation, ResolvedSettings } from '../../settings';
import { type ChartValue, reference } from './chart-value';

/** Combinations of actions that the API server accepts, as a text of the values. */
const choices = [['Deny'], ['Warn'], ['Audit'], ['Warn', 'Audit'], ['Deny', 'Audit']] as const;

/** Whether there are admission policies, and their action. Settings without admission have no such values, since disabled features are not rendered in all variants. */
export function admissionValues({ settings }: Installation): readonly ChartValue[] {
  const { admission } = settings.policies;
  if (admission === false) return [];
  const enabled = ['policies', 'admission', 'enabled'];
  const action = ['policies', 'admission', 'action'];
  const texts = choices.map((actions) => actions.join(', '));
  const initial = admission.actions.join(', ');
  return [
    {
      path: enabled,
      description: 'Whether ValidatingAdmissionPolicies refuse later changes that would open a closed port (Kubernetes 1.30 or later).',
      initial: true,
      schema: { type: 'boolean' },
      cases: [
        { name: 'off', test: '', apply: (current) => withAdmission(current, false) },
        { name: 'on', test: reference(enabled), apply: (current) => current },
      ],
      initialCase: 1,
      markers: [],
    },
    {
      path: action,
      description: `What happens to a request that would open a closed port: ${texts.map((text) => `'${text}'`).join(', ')}.`,
      initial,
      schema: { enum: texts },
      cases: choices.map((actions, index) => ({
        name: 'choice',
        test: `has ${reference(action)} (list ${texts
          .slice(index)
          .map((text) => JSON.stringify(text))
          .join(' ')})`,
        apply: (current) => (current.policies.admission === false ? current : withAdmission(current, { ...current.policies.admission, actions })),
      })),
      initialCase: texts.indexOf(initial),
      markers: [],
    },
  ];
}

const withAdmission = (settings: ResolvedSettings, admission: ResolvedSettings['policies']['admission']): ResolvedSettings => ({
  ...settings,
  policies: { ...settings.policies, admission },
});
