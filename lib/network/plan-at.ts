import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { everyResult, InputError } from '../base/faults';
import { planFrom } from '../plan';
import type { Plan } from '../plan/model';
import type { GivenProps } from './props';
import { checkOnVerify, type OnVerify } from './verify';

/** Settings of one network; their content is checked when they are planned. */
export type NetworkSettings = Omit<GivenProps, 'onVerify'>;

/** The result of props: the settings, with the defaults from the construct and its chart, and their plan. */
export interface PlannedProps {
  readonly settings: NetworkSettings;
  readonly plan: Plan;
  readonly onVerify?: OnVerify;
}

/**
 * The plan of props, whose faults name the construct.
 * @throws InputError with every fault
 */
export function planProps(network: IConstruct, props: GivenProps): PlannedProps {
  if (!isProps(props)) throw new InputError([{ construct: network.node.path, message: 'expected props, an object with fields' }]);
  const { name = network.node.id, onVerify, ...rest } = props;
  const namespace = props.namespace ?? Chart.of(network).namespace;
  const settings: NetworkSettings = { name, ...rest, ...(namespace !== undefined && { namespace }) };
  const [plan] = everyResult([() => planAt(network, settings, origins(props)), () => checkOnVerify(network, onVerify)]).flatMap(
    (result) => result ?? [],
  );
  if (plan === undefined) throw new Error('settings without faults have a plan');
  return { settings, plan, ...(onVerify !== undefined && { onVerify }) };
}

/**
 * The plan of settings, whose faults name the construct.
 * @param from origin of values that the props do not have, by field
 * @throws InputError with every fault
 */
export function planAt({ node }: IConstruct, settings: NetworkSettings, from: Readonly<Record<string, string>> = {}): Plan {
  try {
    return planFrom(settings);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(
      error.faults.map(({ message, ...fault }) => {
        const origin = from[fault.field ?? ''];
        return { ...fault, construct: node.path, message: origin === undefined ? message : `${message}; this is ${origin}` };
      }),
    );
  }
}

/** Whether there are props at all: only the compiler of TypeScript prevents a caller from giving null or a text. */
const isProps = (props: unknown): props is object => typeof props === 'object' && props !== null && !Array.isArray(props);

/** Origin of values that the props do not have. */
const origins = (props: GivenProps): Readonly<Record<string, string>> => ({
  ...(props.name === undefined && { name: 'the id of the construct, since its props have no name' }),
  ...(props.namespace === undefined && { namespace: 'the namespace of the chart, since the props have none' }),
});
