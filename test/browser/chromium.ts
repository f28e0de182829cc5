import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser of this machine: CHROMIUM names it, else it is looked for in PATH. */
function executable(): string {
  const named = process.env.CHROMIUM;
  if (named !== undefined) return named;
  const found = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const path = found.find(existsSync);
  if (path === undefined) throw new Error(`no browser is in PATH (${names.join(', ')}); install Debian's package chromium, or name one by CHROMIUM`);
  return path;
}

/** Starts a browser without a window. Its own sandbox cannot be had as root. */
export const startBrowser = (): Promise<Browser> =>
  puppeteer.launch({ executablePath: executable(), args: process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'] });

/** A page that is open, with all that it complained of and asked for. */
export interface OpenPage {
  readonly page: Page;
  /** Errors of the console and of scripts, and what its policy refused. */
  readonly errors: readonly string[];
  /** Addresses that were asked for, its own file first. */
  readonly requests: readonly string[];
}

/** How a page is looked at. */
export interface View {
  /** @default 1400 */
  readonly width?: number;
  /** @default false */
  readonly dark?: boolean;
  /** @default true */
  readonly script?: boolean;
}

/** Opens a file from disk. */
export async function openFile(browser: Browser, file: string, { width = 1400, dark = false, script = true }: View = {}): Promise<OpenPage> {
  const page = await browser.newPage();
  const errors: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warn') errors.push(message.text());
  });
  page.on('pageerror', (error) => {
    errors.push(String(error));
  });
  page.on('dialog', (dialog) => {
    errors.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    requests.push(request.url());
  });
  await page.setJavaScriptEnabled(script);
  await page.setViewport({ width, height: 1000 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }]);
  await page.goto(`file://${file}`, { waitUntil: 'load' });
  return { page, errors, requests };
}
