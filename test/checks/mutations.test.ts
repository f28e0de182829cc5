import { planFrom } from '../../lib/plan';
import { testMutations } from '../support/mutations';

const settings = [{ name: 'bluemind' }, { name: 'bluemind', workloads: 'roles' as const, isolation: 'connections' as const }] as const;

describe.each(settings)('breaking one object of the output of $workloads $isolation', (given) => testMutations(planFrom(given)));
