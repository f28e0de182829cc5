import { formatCsv, formatMarkdown, formatText } from '../../lib/reports/table';

describe('formatText', () => {
  test('aligns columns and leaves no blanks at the end of lines', () => {
    expect(
      formatText({
        columns: ['Port', 'Name', 'Notes'],
        rows: [
          ['25', 'smtp', ''],
          ['5701-5715', 'hz', 'a range'],
        ],
      }),
    ).toBe(['Port       Name  Notes', '25         smtp', '5701-5715  hz    a range', ''].join('\n'));
  });

  test('keeps a row on one line', () => {
    expect(formatText({ columns: ['A'], rows: [['one\n  two\ttimes ']] })).toBe('A\none two times\n');
  });

  test('has its heading without rows too', () => expect(formatText({ columns: ['A', 'B'], rows: [] })).toBe('A  B\n'));
});

describe('formatMarkdown', () => {
  test('writes a table', () => {
    expect(formatMarkdown({ columns: ['Port', 'Name'], rows: [['25', 'smtp']] })).toBe('| Port | Name |\n| --- | --- |\n| 25 | smtp |\n');
  });

  test('takes cells literally', () => {
    expect(formatMarkdown({ columns: ['A'], rows: [['a|b\nc'], ['<b> *x* [y](z) `q` \\']] })).toBe(
      '| A |\n| --- |\n| a\\|b c |\n| \\<b\\> \\*x\\* \\[y\\](z) \\`q\\` \\\\ |\n',
    );
  });
});

describe('formatCsv', () => {
  test('ends lines with CR LF and quotes only what needs it', () => {
    expect(
      formatCsv({
        columns: ['A', 'B'],
        rows: [
          ['plain', 'a, b'],
          ['say "x"', 'two\nlines'],
          ['', ' '],
        ],
      }),
    ).toBe('A,B\r\nplain,"a, b"\r\n"say ""x""","two\nlines"\r\n, \r\n');
  });

  test.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['  =1', "'  =1"],
    ['\t=1', "'\t=1"],
    ['\rx', '"\'\rx"'],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    ['5701-5715', '5701-5715'],
    ['a=b', 'a=b'],
  ])('makes text of what a spreadsheet would run: %j', (cell, expected) => {
    expect(formatCsv({ columns: ['A'], rows: [[cell]] })).toBe(`A\r\n${expected}\r\n`);
  });
});
