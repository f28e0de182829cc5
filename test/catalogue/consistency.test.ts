import { type Catalogue, catalogues, isExternal, isNetworkPort, lastNumber, type Port, sources } from '../../lib/catalogue';

const repeated = (names: readonly string[]): readonly string[] => names.filter((name, index) => names.indexOf(name) !== index);

/** Whether Kubernetes takes it as the name of a port (IANA_SVC_NAME). */
const isPortName = (name: string): boolean =>
  name.length <= 15 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name) && /[a-z]/.test(name) && !name.includes('--');

const overlaps = (ports: readonly Port[]): readonly string[] =>
  ports.flatMap((one, index) =>
    ports
      .slice(index + 1)
      .filter((other) => other.protocol === one.protocol && other.number <= lastNumber(one) && one.number <= lastNumber(other))
      .map((other) => `${one.name} ${other.name}`),
  );

describe.each(Object.entries(catalogues))('the catalogue of BlueMind %s', (release, catalogue: Catalogue) => {
  const { ports, components, connections, roles } = catalogue;
  const componentNames = components.map(({ name }) => name);
  const roleNames = roles.map(({ name }) => name);

  test('is listed under its release', () => expect(catalogue.release).toBe(release));

  test('names everything once', () => {
    expect(repeated(ports.map(({ name }) => name))).toEqual([]);
    expect(repeated(componentNames)).toEqual([]);
    expect(repeated(roleNames)).toEqual([]);
    expect(repeated(roles.flatMap(({ tags }) => tags))).toEqual([]);
    expect(repeated(connections.map(({ from, to, port }) => `${from} ${to} ${port}`))).toEqual([]);
  });

  test('has names that Kubernetes takes', () => {
    expect(ports.map(({ name }) => name).filter((name) => !isPortName(name))).toEqual([]);
    expect([...componentNames, ...roleNames].filter((name) => !/^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name))).toEqual([]);
  });

  test('has valid numbers, and none twice', () => {
    const isValid = (port: Port) => port.number >= 1 && lastNumber(port) <= 65535 && lastNumber(port) >= port.number;
    expect(ports.filter((port) => !isValid(port))).toEqual([]);
    expect(overlaps(ports)).toEqual([]);
  });

  test('has an owner for every port', () => {
    expect(ports.filter(({ component }) => !componentNames.includes(component))).toEqual([]);
  });

  test('has connections that begin at a component and end at a port on which the other listens', () => {
    const listensOn = (component: string, name: string) => ports.some((port) => port.name === name && port.component === component);
    expect(connections.filter(({ from, to, port }) => !componentNames.includes(from) || !listensOn(to, port))).toEqual([]);
  });

  test('reaches ports that are bound to 127.0.0.1 over loopback only, and each of them', () => {
    const loopbackPorts = ports.filter((port) => !isNetworkPort(port)).map(({ name }) => name);
    expect(connections.filter(({ port, loopback }) => loopbackPorts.includes(port) && !loopback)).toEqual([]);
    expect(loopbackPorts.filter((name) => !connections.some(({ port }) => port === name))).toEqual([]);
  });

  test('has a place for every component and a component for every role', () => {
    const misplaced = components.filter(({ placement }) => {
      if (placement.kind === 'role') return !roleNames.includes(placement.role);
      return placement.kind === 'with' && !(placement.components.length > 0 && placement.components.every((name) => componentNames.includes(name)));
    });
    expect(misplaced).toEqual([]);
    expect(components.filter(({ placement }) => placement.kind === 'listed')).toEqual([]);
    expect(roleNames.filter((role) => !components.some(({ placement }) => placement.kind === 'role' && placement.role === role))).toEqual([]);
  });

  test('places the two ends of a loopback connection on the same servers, as `workloads: roles` needs', () => {
    const rolesOf = (name: string): readonly string[] => {
      const placement = components.find((component) => component.name === name)?.placement;
      if (placement?.kind === 'role') return [placement.role];
      if (placement?.kind === 'with') return placement.components.flatMap(rolesOf);
      return roleNames;
    };
    const split = connections.filter(({ from, to, loopback }) => loopback && !rolesOf(from).every((role) => rolesOf(to).includes(role)));
    expect(split).toEqual([]);
  });

  test('redirects to external ports', () => {
    const external = ports.filter(isExternal);
    const targets = external.flatMap(({ redirectsTo }) => redirectsTo ?? []);
    expect(targets).toEqual(['https']);
    expect(external.map(({ name }) => name)).toEqual(expect.arrayContaining(targets));
  });

  test('gives the source of everything, and no note lacks its text', () => {
    const named = [...ports, ...connections].map(({ source }) => source);
    expect(named.filter((source) => !(source in sources) || source === 'settings')).toEqual([]);
    expect(ports.filter(({ note, noteSource }) => noteSource && !note)).toEqual([]);
    expect([...ports, ...components, ...connections, ...roles].filter(({ description }) => description.trim() === '')).toEqual([]);
  });

  test('says of every port that is inferred what is not documented', () => {
    expect(ports.filter(({ evidence, note }) => evidence === 'inferred' && !note?.includes('not documented'))).toEqual([]);
  });

  test('is plain data', () => expect(JSON.parse(JSON.stringify(catalogue))).toEqual(catalogue));
});
