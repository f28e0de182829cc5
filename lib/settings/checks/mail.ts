import type { FieldFault } from '../faults';
import type { Installation } from '../installation';

/** external-dns needs what the settings say about the mail server. */
export const checkMail = ({ settings }: Installation): readonly FieldFault[] =>
  settings.dns === 'externalDns' && !settings.mail
    ? [
        {
          path: ['dns'],
          message: "'externalDns' needs the name of the mail server: add mail: { hostname: mail.example.org, domains: [example.org] }",
        },
      ]
    : [];
