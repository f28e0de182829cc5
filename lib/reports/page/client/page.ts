/** The script of the page: filters of the matrices, moving between cells by keys, and the explanation of a cell. Without it the page is still readable. */

/** Texts of steps with their positions and lines, and the steps of each explanation. */
interface Explanations {
  readonly steps: readonly (readonly [text: string, place?: string, line?: string])[];
  readonly cells: readonly (readonly number[])[];
}

const byId = (id: string): HTMLElement => {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no element '${id}'`);
  return element;
};

const explanations: Explanations = JSON.parse(byId('explanations').textContent ?? '');
const tables = [...document.querySelectorAll<HTMLTableElement>('table.matrix')];
const filters = byId('filters');
const status = byId('found');
const why = byId('why');
const whyTitle = byId('why-title');
const whySteps = byId('why-steps');

const field = (name: string): HTMLInputElement | HTMLSelectElement | undefined =>
  filters.querySelector<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`) ?? undefined;
const chosen = (name: string): string => field(name)?.value ?? '';

const isCell = (element: Element | null): element is HTMLTableCellElement =>
  element instanceof HTMLTableCellElement && element.dataset.x !== undefined;
const cellsOf = (row: HTMLTableRowElement): readonly HTMLTableCellElement[] => [...row.cells].filter(isCell);
const bodyRows = (table: HTMLTableElement): readonly HTMLTableRowElement[] => [...(table.tBodies[0]?.rows ?? [])];
const sourcesOf = (table: HTMLTableElement): readonly HTMLTableCellElement[] =>
  [...(table.tHead?.rows[0]?.cells ?? [])].filter((cell) => cell.dataset.source !== undefined);

/** Sets it only if it differs, so that the browser does nothing for the other elements. */
function hide(element: HTMLElement, isHidden: boolean): void {
  if (element.hidden !== isHidden) element.hidden = isHidden;
}

/** Shows the rows, columns and cells that the filters select. */
function filter(): void {
  const wanted = {
    port: chosen('port').trim().toLowerCase(),
    component: chosen('component'),
    audience: chosen('audience'),
    source: chosen('source'),
    verdict: chosen('verdict'),
  };
  const changes = field('changes');
  const onlyChanges = changes instanceof HTMLInputElement && changes.checked;
  let shown = 0;
  let all = 0;
  for (const table of tables) {
    const columns = sourcesOf(table).map((head) => wanted.source === '' || head.dataset.source === wanted.source);
    sourcesOf(table).forEach((head, index) => {
      hide(head, !columns[index]);
    });
    for (const row of bodyRows(table)) {
      const { port = '', component = '', audience = '' } = row.dataset;
      const cells = cellsOf(row);
      const seen = cells.filter((_, index) => columns[index]);
      const fits =
        port.includes(wanted.port) &&
        (wanted.component === '' || component === wanted.component) &&
        (wanted.audience === '' || audience === wanted.audience) &&
        (wanted.verdict === '' || seen.some((cell) => cell.dataset.v === wanted.verdict)) &&
        (!onlyChanges || row.dataset.changed !== undefined);
      hide(row, !fits);
      all += 1;
      if (!fits) continue;
      shown += 1;
      cells.forEach((cell, index) => {
        hide(cell, !columns[index]);
        cell.classList.toggle('dim', wanted.verdict !== '' && cell.dataset.v !== wanted.verdict);
      });
    }
  }
  status.textContent = `${shown} of ${all} ports shown`;
  for (const table of tables) makeReachable(table);
}

/** Tab reaches one cell of each matrix; arrow keys move from there. */
function makeReachable(table: HTMLTableElement, wanted?: HTMLTableCellElement): void {
  const current = table.querySelector<HTMLTableCellElement>('td[tabindex="0"]');
  const isShown = (cell: HTMLTableCellElement) => !cell.hidden && cell.parentElement instanceof HTMLTableRowElement && !cell.parentElement.hidden;
  if (wanted === undefined && current && isShown(current)) return;
  if (current) current.tabIndex = -1;
  const next =
    wanted ??
    bodyRows(table)
      .filter((row) => !row.hidden)
      .flatMap(cellsOf)
      .find(isShown);
  if (next) next.tabIndex = 0;
}

function focusOn(cell: HTMLTableCellElement | undefined): void {
  const table = cell?.closest<HTMLTableElement>('table.matrix');
  if (!cell || !table) return;
  makeReachable(table, cell);
  cell.focus();
}

/** The cell beside another one, in the visible rows and columns. */
function neighbour(cell: HTMLTableCellElement, key: string): HTMLTableCellElement | undefined {
  const row = cell.parentElement;
  const table = cell.closest<HTMLTableElement>('table.matrix');
  if (!(row instanceof HTMLTableRowElement) || !table) return undefined;
  const rows = bodyRows(table).filter((one) => !one.hidden);
  const place = rows.indexOf(row);
  const columns = cellsOf(row).filter((one) => !one.hidden);
  const column = columns.indexOf(cell);
  const inRow = (one: HTMLTableRowElement | undefined) => (one ? cellsOf(one).filter((other) => !other.hidden)[column] : undefined);
  switch (key) {
    case 'ArrowRight':
      return columns[column + 1];
    case 'ArrowLeft':
      return columns[column - 1];
    case 'ArrowDown':
      return inRow(rows[place + 1]);
    case 'ArrowUp':
      return inRow(rows[place - 1]);
    case 'Home':
      return columns[0];
    case 'End':
      return columns[columns.length - 1];
    case 'PageDown':
      return inRow(rows[Math.min(place + 10, rows.length - 1)]);
    case 'PageUp':
      return inRow(rows[Math.max(place - 10, 0)]);
    default:
      return undefined;
  }
}

let explained: HTMLTableCellElement | undefined;

function explain(cell: HTMLTableCellElement): void {
  const row = cell.parentElement;
  const table = cell.closest<HTMLTableElement>('table.matrix');
  if (!(row instanceof HTMLTableRowElement) || !table) return;
  const head = sourcesOf(table)[cellsOf(row).indexOf(cell)];
  const state = table.dataset.state ?? '';
  const told = (cell.getAttribute('aria-label') ?? cell.textContent ?? '').trim();
  whyTitle.textContent = `${state === '' ? '' : `${state}: `}${head?.textContent ?? ''} → ${row.cells[0]?.textContent ?? ''}: ${told}`;
  whySteps.replaceChildren(
    ...(explanations.cells[Number(cell.dataset.x)] ?? []).map((index) => {
      const [text = '', place, line] = explanations.steps[index] ?? [];
      const item = document.createElement('li');
      item.append(text);
      if (place !== undefined) item.append(document.createElement('br'), small(place));
      if (line !== undefined) item.append(code(line));
      return item;
    }),
  );
  why.hidden = false;
  explained = cell;
}

function small(text: string): HTMLElement {
  const element = document.createElement('small');
  element.textContent = text;
  return element;
}

function code(text: string): HTMLElement {
  const element = document.createElement('code');
  element.textContent = text;
  return element;
}

function close(): void {
  why.hidden = true;
  focusOn(explained);
}

/** Boxes of the map choose their component. */
function pickFromMap(target: Element): void {
  const name = target.closest('.node.pick')?.querySelector('text')?.textContent ?? '';
  const component = field('component');
  if (name === '' || !component) return;
  component.value = component.value === name ? '' : name;
  filter();
}

const components = new Set([...(field('component')?.querySelectorAll('option') ?? [])].map(({ value }) => value));
for (const node of document.querySelectorAll('.map .node'))
  if (components.has(node.querySelector('text')?.textContent ?? '')) node.classList.add('pick');

/** Tables side by side scroll together. */
for (const states of document.querySelectorAll('.states.two')) {
  const frames = [...states.querySelectorAll('.scroll')];
  for (const frame of frames)
    frame.addEventListener('scroll', () => {
      for (const other of frames) if (other !== frame && other.scrollTop !== frame.scrollTop) other.scrollTop = frame.scrollTop;
    });
}

filters.addEventListener('input', filter);
byId('reset').addEventListener('click', () => {
  for (const element of filters.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')) {
    if (element instanceof HTMLInputElement && element.type === 'checkbox') element.checked = false;
    else element.value = '';
  }
  filter();
});
byId('close').addEventListener('click', close);
document.addEventListener('click', ({ target }) => {
  if (!(target instanceof Element)) return;
  const cell = target.closest('td');
  if (isCell(cell)) {
    focusOn(cell);
    explain(cell);
  } else pickFromMap(target);
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !why.hidden) return close();
  const { target } = event;
  if (!(target instanceof Element) || !isCell(target)) return;
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    return explain(target);
  }
  const next = neighbour(target, event.key);
  if (next) {
    event.preventDefault();
    focusOn(next);
  }
});
for (const row of document.querySelectorAll<HTMLElement>('#filters, #why .steps')) row.hidden = false;
filter();
