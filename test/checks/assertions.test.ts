import { assertionsOf } from '../../lib/checks';
import { portsOfPlan } from '../../lib/checks/assertions';
import { plan } from '../support/render';

test('a port with several ways in names all of them in its sentence', () => {
  const installation = plan({});
  const smtp = installation.exposures.find((exposure) => exposure.kind === 'exposed' && exposure.port === 'smtp');
  if (smtp?.kind !== 'exposed') throw new Error('smtp is not exposed');
  const exposures = [...installation.exposures, { ...smtp, entryPoint: 'relay' }];
  const sentences = assertionsOf([], [portsOfPlan({ ...installation, exposures })], []).map(({ sentence }) => sentence);
  expect(sentences).toContain("smtp 25 is reachable from the internet through 'public' and 'relay'");
});
