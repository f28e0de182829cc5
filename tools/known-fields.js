#!/usr/bin/env node
/**
 * Prints lib/reachability/schemas/known-fields.ts: which fields each kind has that reachability reads, in any of the schemas given. Names and types of
 * fields are all that is taken from them.
 *
 *   node tools/known-fields.js ../shared/schemas ../shared/lab/crds > lib/reachability/schemas/known-fields.ts
 *
 * Reads, in all folders below: `*.defs.json` (the definitions of Kubernetes' OpenAPI), CustomResourceDefinitions in YAML, and JSON schemas that are named
 * GROUP_KIND_VERSION.json. If several describe a kind, as several releases do, a field is known if one of them has it.
 */
const { readdirSync, readFileSync, statSync } = require('node:fs');
const { basename, join } = require('node:path');
const { parseAllDocuments } = require('yaml');
const { loadTypeScript } = require('../bin/typescript');

/** Kinds that are read, `group/Kind`. */
const { kindsRead } = loadTypeScript('lib/reachability/objects/kinds.ts');

/** Metadata from Kubernetes' own schemas, since those of custom resources leave it out. */
const metadataDefinition = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** Kinds without available schemas, written from their documentation: `name` is text, `name: {}` a map of texts. */
const selector = { matchLabels: 'map', matchExpressions: [{ key: 'text', operator: 'text', values: ['text'] }] };
const podsOrNamespaces = { namespaces: selector, pods: { namespaceSelector: selector, podSelector: selector } };
const adminPorts = [
  {
    namedPort: 'text',
    portNumber: { protocol: 'text', port: 'number' },
    portRange: { protocol: 'text', start: 'number', end: 'number' },
  },
];
const adminRules = {
  subject: podsOrNamespaces,
  ingress: [{ name: 'text', action: 'text', from: [podsOrNamespaces], ports: adminPorts }],
  egress: [
    { name: 'text', action: 'text', to: [{ ...podsOrNamespaces, nodes: selector, networks: ['text'], domainNames: ['text'] }], ports: adminPorts },
  ],
};
const routeTarget = { kind: 'text', name: 'text', weight: 'number' };
const endpointAddress = { ip: 'text', hostname: 'text', nodeName: 'text', targetRef: 'any' };
const endpointPort = { name: 'text', port: 'number', protocol: 'text', appProtocol: 'text' };
const virtualMachineTemplate = { metadata: 'ObjectMeta', spec: 'any' };
const supplements = {
  'policy.networking.k8s.io/v1alpha1/AdminNetworkPolicy': { spec: { priority: 'number', ...adminRules } },
  'policy.networking.k8s.io/v1alpha1/BaselineAdminNetworkPolicy': { spec: adminRules },
  'route.openshift.io/v1/Route': {
    spec: {
      host: 'text',
      subdomain: 'text',
      path: 'text',
      to: routeTarget,
      alternateBackends: [routeTarget],
      port: { targetPort: 'any' },
      tls: {
        termination: 'text',
        certificate: 'text',
        key: 'text',
        caCertificate: 'text',
        destinationCACertificate: 'text',
        externalCertificate: { name: 'text' },
        insecureEdgeTerminationPolicy: 'text',
      },
      wildcardPolicy: 'text',
      httpHeaders: 'any',
    },
  },
  '/v1/Endpoints': {
    subsets: [{ addresses: [endpointAddress], notReadyAddresses: [endpointAddress], ports: [endpointPort] }],
  },
  // Of virtual machines only the fields that decide about their pods; their hardware is left open.
  'kubevirt.io/v1/VirtualMachine': {
    spec: {
      running: 'boolean',
      runStrategy: 'text',
      instancetype: 'any',
      preference: 'any',
      template: virtualMachineTemplate,
      dataVolumeTemplates: 'any',
      updateVolumesStrategy: 'text',
    },
  },
  'kubevirt.io/v1/VirtualMachineInstance': { spec: 'any' },
  'kubevirt.io/v1/VirtualMachineInstanceReplicaSet': {
    spec: { paused: 'boolean', replicas: 'number', selector, template: virtualMachineTemplate },
  },
  'pool.kubevirt.io/v1alpha1/VirtualMachinePool': { spec: 'any' },
  '/v1/ReplicationController': {
    spec: { minReadySeconds: 'number', replicas: 'number', selector: 'map', template: 'PodTemplateSpec' },
  },
};

/** Groups under which the same kinds are served as well: Calico's store beside its API. */
const aliases = { 'crd.projectcalico.org/v1': 'projectcalico.org/v3' };

// A type is { scalar }, { list: type }, { map: type } or { fields: Map of name to type }; `any` takes whatever there is.
const any = { scalar: '?' };

function* filesIn(path) {
  if (!statSync(path).isDirectory()) yield path;
  else for (const name of readdirSync(path).sort()) yield* filesIn(join(path, name));
}

const scalars = { string: 's', boolean: 'b', integer: 'n', number: 'n' };

function typeOfSchema(schema, definitions = {}) {
  if (schema.$ref) {
    const name = schema.$ref.replace('#/definitions/', '');
    const definition = definitions[name];
    if (definition === undefined || definition.memo) return definition?.memo ?? any;
    const memo = /\.(IntOrString|Quantity|Time|MicroTime|FieldsV1)$/.test(name) ? any : typeOfSchema(definition, definitions);
    Object.defineProperty(definition, 'memo', { value: memo });
    return memo;
  }
  if (schema['x-kubernetes-preserve-unknown-fields'] || schema['x-kubernetes-int-or-string']) return any;
  if (schema.properties) {
    const fields = Object.entries(schema.properties).map(([name, field]) => [name, typeOfSchema(field, definitions)]);
    return { fields: new Map(fields) };
  }
  if (schema.items) return { list: typeOfSchema(schema.items, definitions) };
  if (typeof schema.additionalProperties === 'object') return { map: typeOfSchema(schema.additionalProperties, definitions) };
  // `format: quantity` and similar ones have more than one type.
  return scalars[schema.type] && !Array.isArray(schema.type) ? { scalar: scalars[schema.type] } : any;
}

function typeOfSupplement(value, podTemplate) {
  if (Array.isArray(value)) return { list: typeOfSupplement(value[0], podTemplate) };
  if (typeof value === 'object')
    return { fields: new Map(Object.entries(value).map(([name, field]) => [name, typeOfSupplement(field, podTemplate)])) };
  return {
    text: { scalar: 's' },
    number: { scalar: 'n' },
    boolean: { scalar: 'b' },
    map: { map: { scalar: 's' } },
    any,
    PodTemplateSpec: podTemplate,
    ObjectMeta: podTemplate.fields.get('metadata'),
  }[value];
}

/** What either of two schemas accepts. */
function union(a, b) {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.fields && b.fields) {
    const names = new Set([...a.fields.keys(), ...b.fields.keys()]);
    return { fields: new Map([...names].map((name) => [name, union(a.fields.get(name), b.fields.get(name))])) };
  }
  if (a.list && b.list) return { list: union(a.list, b.list) };
  if (a.map && b.map) return { map: union(a.map, b.map) };
  return a.scalar !== undefined && a.scalar === b.scalar ? a : any;
}

/** Types of kinds, by `group/version/Kind`, and that of metadata. */
function readSchemas(paths) {
  const kinds = new Map();
  let metadata;
  const add = (group, version, kind, type) => {
    if (!kindsRead.includes(`${group}/${kind}`)) return;
    const key = `${group}/${version}/${kind}`;
    kinds.set(key, union(kinds.get(key), type));
  };
  for (const file of paths.flatMap((path) => [...filesIn(path)])) {
    const name = basename(file);
    if (name.endsWith('.defs.json')) {
      const { definitions } = JSON.parse(readFileSync(file, 'utf8'));
      metadata = union(metadata, typeOfSchema({ $ref: metadataDefinition }, definitions));
      for (const [id, definition] of Object.entries(definitions))
        for (const { group, version, kind } of definition['x-kubernetes-group-version-kind'] ?? [])
          add(group, version, kind, typeOfSchema({ $ref: id }, definitions));
    } else if (/^[^_]+_[^_]+_[^_]+\.json$/.test(name)) {
      const [group, lowerKind, version] = name.slice(0, -'.json'.length).split('_');
      const kind = kindsRead.find((one) => one.toLowerCase() === `${group}/${lowerKind}`)?.split('/')[1];
      if (kind) add(group, version, kind, typeOfSchema(JSON.parse(readFileSync(file, 'utf8'))));
    } else if (/\.ya?ml$/.test(name)) {
      for (const document of parseAllDocuments(readFileSync(file, 'utf8'))) {
        const crd = document.toJS();
        if (crd?.kind !== 'CustomResourceDefinition') continue;
        for (const { name: version, schema } of crd.spec.versions)
          add(crd.spec.group, version, crd.spec.names.kind, typeOfSchema(schema.openAPIV3Schema));
      }
    }
  }
  const podTemplate = kinds.get('apps/v1/Deployment')?.fields.get('spec').fields.get('template');
  for (const [key, fields] of Object.entries(supplements)) if (!kinds.has(key)) kinds.set(key, typeOfSupplement(fields, podTemplate));
  for (const [alias, original] of Object.entries(aliases))
    for (const [key, type] of [...kinds]) if (key.startsWith(`${original}/`)) kinds.set(key.replace(original, alias), type);
  return { kinds, metadata };
}

/** The types of kinds as lines of text, each of them once. */
function compact({ kinds, metadata }) {
  const lines = new Map();
  const memo = new Map();
  const line = (type) => {
    if (!memo.has(type)) {
      const text = [...type.fields]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, field]) => `${name}${expression(field)}`)
        .join(' ');
      if (!lines.has(text)) lines.set(text, lines.size);
      memo.set(type, lines.get(text));
    }
    return memo.get(type);
  };
  const expression = (type) => {
    if (type.fields) return `.${line(type)}`;
    if (type.list) return `[]${expression(type.list)}`;
    if (type.map) return `{}${expression(type.map)}`;
    return `=${type.scalar}`;
  };
  // What controllers write is not a mistake of the author.
  const ofObject = { fields: new Map([...metadata.fields, ['managedFields', any]]) };
  const common = { apiVersion: { scalar: 's' }, kind: { scalar: 's' }, metadata: ofObject };
  const roots = [...kinds]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { fields }]) => {
      const own = { ...Object.fromEntries(fields), ...common };
      return [key, line({ fields: new Map(Object.entries({ ...own, status: any })) })];
    });
  return { roots, types: [...lines.keys()] };
}

function print({ roots, types }) {
  const quoted = (text) => `'${text}'`;
  return [
    '// Made by tools/known-fields.js, which says of what and how.',
    '',
    '/** Types of kinds by `group/version/Kind`: indexes of `types`. */',
    'export const kinds: Readonly<Record<string, number>> = {',
    ...roots.map(([key, index]) => `  ${quoted(key)}: ${index},`),
    '};',
    '',
    '/**',
    ' * Types of objects, one line for each: names of fields, with `.7` for an object of type 7, `[]` for a list and `{}` for a map of what follows, and',
    ' * `=s`, `=n`, `=b` and `=?` for a text, a number, a flag and any value.',
    ' */',
    'export const types: readonly string[] = [',
    ...types.map((text) => `  ${quoted(text)},`),
    '];',
    '',
  ].join('\n');
}

process.stdout.write(print(compact(readSchemas(process.argv.slice(2)))));
