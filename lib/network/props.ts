import type { ExternalPortName, NetworkPortName, Release } from '../catalogue';
import type {
  AdditionsField,
  AdditionsPortProps,
  AdditionsProps,
  AllowField,
  AllowProps,
  CommonFields,
  ExposeField,
  ExposeProps,
  NameField,
  ReleaseField,
} from '../settings';
import type { OnVerify } from './verify';

/** A release in props. */
export type GivenRelease = Release | 4 | 5;

/** Ports that an installation adds to the catalogue. */
export type OwnPorts = readonly AdditionsPortProps[];

/** Name of a port that is reached over the network: one of the release, of both releases if none is given, or one of your own ports. */
export type PortNameOf<Of extends GivenRelease, Ports extends OwnPorts> = NetworkPortName<`${Of}`> | Ports[number]['name'];

/** Props of any form, whose ports are checked at run time. */
export interface GivenProps extends CommonProps {
  readonly release?: unknown;
  readonly expose?: unknown;
  readonly allow?: Readonly<Record<string, unknown>>;
  readonly additions?: unknown;
}

/** Fields of every form of the props; `name` is by default the id of the construct. */
interface CommonProps extends CommonFields, NameField {
  /**
   * Compares what the app really renders, patches and aspects included, with the intent on every synthesis: findings of a severity
   * (`'error'`, `'warning'`, `'info'`) and above fail the synthesis, or a function gets all findings, and fails it by throwing.
   * @default - nothing is verified in the app; the validation plugin of the cdk8s command does so
   */
  readonly onVerify?: OnVerify;
}

type ExposedPorts<Name extends string> = { readonly [Port in Name]?: string | ExposeProps };

interface AllowedPorts<Name extends string> extends AllowProps {
  readonly ports: readonly Name[];
}

interface AdditionsWith<Ports extends OwnPorts> extends AdditionsProps {
  /**
   * Ports. Example: `[{"audience":"internal","name":"xivobridge","number":9091,"component":"xivobridge","description":"Telephony"}]`.
   * @default []
   */
  readonly ports?: Ports;
}

/**
 * The props as the constructor takes them. The compiler infers the release from `release` and your own ports from `additions`: `expose` and
 * `allow` take these names and those of the release's ports, of both releases if none is given. Another name is an error of the compiler.
 */
export interface NetworkPropsOf<Of extends GivenRelease, Ports extends OwnPorts>
  extends CommonProps,
    ReleaseField<Of | undefined>,
    ExposeField<ExposedPorts<ExternalPortName<`${Of}`> | Extract<Ports[number], { readonly audience: 'external' }>['name']>>,
    AllowField<Readonly<Record<string, AllowedPorts<PortNameOf<Of, Ports>>>>>,
    AdditionsField<AdditionsWith<Ports>> {}

/** The props of a BlueMind 4: `expose` and `allow` take the names of its ports. */
export interface BlueMind4NetworkProps extends NetworkPropsOf<'4' | 4, readonly never[]> {
  readonly release: '4' | 4;
}

/** The props of a BlueMind 5: `expose` and `allow` take the names of its ports. */
export interface BlueMind5NetworkProps extends NetworkPropsOf<'5' | 5, readonly never[]> {
  readonly release: '5' | 5;
}

/** The props of a BlueMind whose release is left to its default: `expose` and `allow` take the names of both releases. */
export interface DefaultNetworkProps extends NetworkPropsOf<GivenRelease, readonly never[]> {
  readonly release?: undefined;
}

/** The props of a BlueMind with ports of its own, or settings that were read: only the check at run time knows the names of their ports. */
export interface OpenNetworkProps extends NetworkPropsOf<GivenRelease, OwnPorts> {
  readonly additions: AdditionsProps;
}

/**
 * The same settings as in a file of installations/; `name` is by default the id of the construct, and `namespace` that of its chart.
 * An interface of your own extends one of the four forms. A variable of one form, such as `BlueMind5NetworkProps`, is also what editors know most of: of
 * a variable of all four they complete every name, and show no text where the forms differ (`release`, `expose`, `allow`, `additions`).
 */
export type BlueMindNetworkProps = DefaultNetworkProps | BlueMind4NetworkProps | BlueMind5NetworkProps | OpenNetworkProps;
