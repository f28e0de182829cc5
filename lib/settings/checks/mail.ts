import type { FieldFault } from '../faults';
import type { Installation } from '../installation';

/** external-dns can only be told what the settings say of the mail server. */
export const checkMail = ({ settings }: Installation): readonly FieldFault[] =>
  settings.dns === 'externalDns' && !settings.mail
    ? [
        {
          path: ['dns'],
          message: "'externalDns' needs the name of the mail server: add mail: { hostname: mail.example.org, domains: [example.org] }",
        },
      ]
    : [];
