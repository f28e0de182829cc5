import * as z from 'zod';
import { formatAddress, parseAddress, parseCidr, specialBlockOf } from '../../base/addresses';
import { ownAnnotations, ownLabels } from '../../base/labels';

/** Kubernetes' rules for single values, each with the sentence that a reader gets when one is broken. */

const dnsLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const labelName = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$/;

/** A DNS label: name of a Service, namespace, workload. */
export const dnsLabelSchema = z
  .string()
  .max(63, 'is longer than 63 characters')
  .regex(dnsLabel, "expected lower-case letters, digits and '-', with a letter or digit at both ends");

/** Names that become part of object names: they begin with a letter, as Service names must, and leave room for the rest. */
export const shortNameSchema = z
  .string()
  .max(40, 'is longer than 40 characters, which leaves no room for the rest of the object names')
  .regex(/^[a-z]([-a-z0-9]*[a-z0-9])?$/, "expected lower-case letters, digits and '-', beginning with a letter and not ending with '-'");

/** Names that Windows reserves for devices, with any extension: a folder with such a name cannot be created or checked out there. */
const reservedOnWindows = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

/** The name of an installation and of its output folder. */
export const installationNameSchema = shortNameSchema.refine(
  (name) => !reservedOnWindows.test(name),
  'is the name of a device on Windows, where no folder can have it; choose another',
);

/** A DNS name: host, Secret, class. */
export const dnsNameSchema = z
  .string()
  .max(253, 'is longer than 253 characters')
  .regex(subdomain, "expected a lower-case DNS name such as 'mail.example.org'");

/** A host of an Ingress or route; the first label may be `*`. */
export const hostSchema = z
  .string()
  .max(253, 'is longer than 253 characters')
  .regex(new RegExp(`^(\\*\\.)?${subdomain.source.slice(1)}`), "expected a lower-case DNS name such as 'mail.example.org'")
  .refine((host) => !parseAddress(host), "is an address; expected a DNS name such as 'mail.example.org'");

/** A port name of pods and Services. */
export const portNameSchema = z
  .string()
  .regex(
    /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/,
    "expected at most 15 lower-case letters, digits and single '-', with at least one letter, and a letter or digit at both ends",
  );

const wholeNumber = z.int({ error: 'expected a whole number', abort: true });
export const portNumberSchema = wholeNumber.min(1, 'is not within 1-65535').max(65535, 'is not within 1-65535');
export const nodePortSchema = wholeNumber.min(30000, 'is not within 30000-32767').max(32767, 'is not within 30000-32767');

export const cidrSchema = z.string().superRefine((text, context) => {
  const cidr = parseCidr(text);
  if (!cidr) context.addIssue("expected a block of addresses such as '192.0.2.0/24' or '2001:db8::/32'");
  else if (cidr.canonical !== text) context.addIssue(`is not written as a block; did you mean '${cidr.canonical}'?`);
});

/** The address of a machine, in the form that Kubernetes accepts for an endpoint. */
export const machineAddressSchema = z.string().superRefine((text, context) => {
  const address = parseAddress(text);
  if (!address) return context.addIssue("expected an address such as '192.0.2.10' or '2001:db8::10'");
  const { family, value } = address;
  const canonical = formatAddress(family, value);
  if (canonical !== text) return context.addIssue(`is not written in its short form; did you mean '${canonical}'?`);
  const special = specialBlockOf(text);
  if (special !== undefined)
    context.addIssue(`is in ${special}, which belongs to no machine; expected the address under which the cluster reaches it`);
});

const ipFamily = z.enum(['IPv4', 'IPv6']);

export const ipFamiliesSchema = z
  .array(ipFamily)
  .min(1, 'is empty')
  .max(2, 'names more than two families')
  .refine((families) => new Set(families).size === families.length, 'names a family twice');

/** `metallb.io/metallb`: a name with an optional prefix. */
export const classNameSchema = z
  .string()
  .regex(/^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/, "expected a name such as 'metallb.io/metallb'");

const labelKeySchema = z
  .string()
  .refine((key) => {
    const [name = '', prefix, ...rest] = key.split('/').reverse();
    return (
      rest.length === 0 && name.length <= 63 && labelName.test(name) && (prefix === undefined || (prefix.length <= 253 && subdomain.test(prefix)))
    );
  }, "expected a label key such as 'app' or 'example.org/team'")
  // Every JavaScript object has a member of this name: cdk8s mistakes a map with this key for another object and cannot render it.
  .refine((key) => key !== 'constructor', 'is a reserved name; choose another');

const labelValueSchema = z
  .string("expected a text; put numbers and true/false in quotes: '1'")
  .max(63, 'is longer than 63 characters')
  .regex(/^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/, "expected letters, digits, '-', '_' and '.', with a letter or digit at both ends");

export const labelsSchema = z.record(labelKeySchema, labelValueSchema);

const reserved: readonly string[] = Object.values(ownLabels);

/** Labels that an object has in addition to its own. */
export const furtherLabelsSchema = z.record(
  labelKeySchema.refine((key) => !reserved.includes(key), 'is a label that every object carries and policies rely on; choose another key'),
  labelValueSchema,
);

const annotationKeySchema = labelKeySchema.refine(
  (key) => !key.startsWith(ownAnnotations),
  `begins with ${ownAnnotations}, which is reserved for rendered objects; choose another key`,
);

export const annotationsSchema = z.record(annotationKeySchema, z.string("expected a text; put numbers and true/false in quotes: '1'"));

/** A sentence that a colleague will read in the output. */
export const reasonSchema = z.string().trim().min(1, 'is empty; say why in a sentence').max(500, 'is longer than 500 characters');
