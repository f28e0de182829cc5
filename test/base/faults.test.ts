import { type Fault, formatFault, InputError } from '../../lib/base/faults';

const position = { file: 'installations/mail.yaml', line: 12, column: 3 };

test.each<[Fault, string]>([
  [{ position, field: 'expose.imasp', message: 'no such port' }, 'installations/mail.yaml:12:3: expose.imasp: no such port'],
  [{ position, message: 'is empty' }, 'installations/mail.yaml:12:3: is empty'],
  [{ field: 'name', message: 'is missing' }, 'name: is missing'],
  [{ message: 'is empty' }, 'is empty'],
])('%j is one line', (fault, line) => {
  expect(formatFault(fault)).toBe(line);
});

test('an input error says all of its faults, one line for each', () => {
  const error = new InputError([{ field: 'name', message: 'is missing' }, { message: 'is empty' }]);
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe('InputError');
  expect(error.message).toBe('name: is missing\nis empty');
  expect(error.faults).toHaveLength(2);
});
