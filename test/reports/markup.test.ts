import { element, escaped, scriptData } from '../../lib/reports/page/html';
import { formatXml } from '../../lib/reports/xml';

const quotes = `<a href="x">'&'</a>`;

describe('HTML', () => {
  test('text is text in an element and in an attribute, by the numbers of its characters', () => {
    expect(escaped(quotes)).toBe('&#60;a href=&#34;x&#34;&#62;&#39;&#38;&#39;&#60;/a&#62;');
    expect(escaped('\ufffd\ufffe\uffff')).toBe('\ufffd\ufffd\ufffd');
    expect(escaped('plain: ü €')).toBe('plain: ü €');
  });

  test('an element has the attributes that have a value, and those that are merely there', () => {
    expect(element('td', '<b>1</b>', { class: 'a"b', hidden: true, title: undefined, id: '' })).toBe(
      '<td class="a&#34;b" hidden id=""><b>1</b></td>',
    );
    expect(element('p', '')).toBe('<p></p>');
  });

  test('data ends no script, and is the same data', () => {
    const data = { '</script>': '<!--&\u2028\u2029' };
    expect(scriptData(data)).toBe('{"\\u003c/script\\u003e":"\\u003c!--\\u0026\\u2028\\u2029"}');
    expect(JSON.parse(scriptData(data))).toEqual(data);
  });
});

describe('XML', () => {
  test('elements are one below another, each indented by two blanks, and text stays in place', () => {
    const root = {
      name: 'a',
      attributes: { one: 1, two: 'x' },
      content: [
        { name: 'b', content: 'text' },
        { name: 'c', content: [{ name: 'd' }] },
      ],
    };
    expect(formatXml(root)).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<a one="1" two="x">\n  <b>text</b>\n  <c>\n    <d/>\n  </c>\n</a>\n');
    expect(formatXml({ name: 'a', content: '' })).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<a/>\n');
  });

  test('text and attributes are no markup; line feeds and tabs of an attribute stay what they are', () => {
    expect(formatXml({ name: 'a', content: `${quotes}\ufffe` })).toContain(`<a>&#60;a href="x"&#62;'&#38;'&#60;/a&#62;\ufffd</a>`);
    expect(formatXml({ name: 'a', attributes: { b: `${quotes}\n\t` } })).toMatch(
      /b="&#60;a href=&#34;x&#34;&#62;'&#38;'&#60;\/a&#62;(&#10;&#9;|[^\n\t"]*)"/,
    );
  });
});
