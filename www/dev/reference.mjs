/**
 * The API reference, `docs/api.md`, from the comments and types of the source: what is exported, what it takes, gives and
 * throws, and every member of every type. The compiler reads them, so that the reference says what programs are held to.
 *
 * `node www/dev/reference.mjs` writes it; a test fails where it is out of date.
 *
 * NOTE: TypeScript calls this API unstable; its version is pinned.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { API, SignatureKind, SymbolFlags } from 'typescript/unstable/sync';

import { root } from './settings.mjs';

/**
 * @typedef {import('typescript/unstable/sync').Checker} Checker
 * @typedef {import('typescript/unstable/sync').Project} Project
 * @typedef {import('typescript/unstable/sync').Symbol} Symbol
 */

const www = `${root}www/`;

/** Where the reference stands. */
export const place = `${www}docs/api.md`;

/** `NodeBuilderFlags`: NoTruncation, and with InTypeAlias, which spells out what a type's name stands for. */
const WHOLE = 1;
const SPELLED = WHOLE | (1 << 23);

const HEAD = `# API reference

Made by \`npm run reference\` from the comments in the source, which the package's declarations carry too. What a filter is
for, and its settings at a glance: [README](../README.md).
`;

/**
 * The entries of the package that are programming interfaces: a file, and the names that lead to it.
 *
 * @returns {Map<string, string[]>}
 */
function entries() {
  const { name, exports } = JSON.parse(readFileSync(`${www}package.json`, 'utf8'));
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const [path, given] of Object.entries(exports)) {
    const file = typeof given === 'string' ? given : given.default;
    // A worker to deploy has a README, not an interface.
    if (!file.endsWith('.js') || path === './cloudflare') continue;
    found.set(file.slice(2), [...(found.get(file.slice(2)) ?? []), path.replace('.', name)]);
  }
  return found;
}

/** @returns {Promise<string>} the reference, as it must stand in its place */
export async function reference() {
  const api = new API({ cwd: www });
  try {
    const [project] = api.updateSnapshot({ openProject: `${www}tsconfig.package.json` }).getProjects();
    const chapters = [...entries()].map(([file, names]) => chapter(project, file, names));
    const options = await resolveConfig(place);
    return await format([HEAD, ...chapters].join('\n\n'), { ...options, parser: 'markdown' });
  } finally {
    api.close();
  }
}

/**
 * What one file exports: its functions, then its types by name.
 *
 * @param {Project} project
 * @param {string} file
 * @param {string[]} names
 */
function chapter({ program, checker }, file, names) {
  const source = program.getSourceFile(www + file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${file} is no module of the project`);
  const exported = checker
    .getExportsOfModule(module)
    .map((symbol) => (symbol.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const functions = exported.filter(({ flags }) => flags & SymbolFlags.Function);
  // Adapters name the types of the first chapter, and those of their hosts.
  const own = names.includes('dwarpal') ? SymbolFlags.TypeAlias | SymbolFlags.Class : 0;
  const types = exported.filter(({ flags }) => flags & own);
  return [
    `## ${names.map((name) => `\`${name}\``).join(', ')}`,
    ...functions.map((symbol) => `### \`${called(checker, symbol)}\`\n\n${explained(checker, symbol)}`),
    ...types.map((symbol) => `### ${symbol.name}\n\n${typed(checker, symbol, types)}`),
  ].join('\n\n');
}

/**
 * A type: its members, if it is an object; else what its name stands for.
 *
 * @param {Checker} checker
 * @param {Symbol} symbol
 * @param {Symbol[]} told the types that have their own place
 */
function typed(checker, symbol, told) {
  const type = checker.getDeclaredTypeOfSymbol(symbol);
  const spelled = plainly(checker.typeToString(type, undefined, SPELLED));
  const about = aboutOf(checker, symbol);
  const parts = spelled.split(' & ').map((part) => part.replace(/^Partial<(\w+)>$/, '$1'));
  const made = parts.length > 1 && parts.every((part) => told.some(({ name }) => name === part));
  if (made || type.isUnionType()) return `${about}\n\n\`${spelled}\``;
  // Neither names that a program cannot say nor what every object of its class has.
  const members = checker
    .getPropertiesOfType(type)
    .filter(({ name, declarations: [first] }) => !name.includes('#') && !first?.path.includes('/node_modules/'));
  const methods = members.filter(({ flags }) => flags & SymbolFlags.Method);
  const fields = members.filter((member) => !methods.includes(member));
  const rows = fields.map((field) => row(checker, field));
  return [
    about,
    ...(rows.length > 0 ? [`| member | type | |\n| --- | --- | --- |\n${rows.join('\n')}`] : []),
    ...methods.map((method) => `#### \`${called(checker, method)}\`\n\n${explained(checker, method)}`),
  ].join('\n\n');
}

/**
 * What is said of a type: by its own comment, or by that of the type it is another name of.
 *
 * @param {Checker} checker
 * @param {Symbol} symbol
 */
function aboutOf(checker, symbol) {
  const own = checker.getDocumentationCommentOfSymbol(symbol);
  const meant = checker.getDeclaredTypeOfSymbol(symbol).getSymbol?.();
  const said = own || (meant && meant.flags & SymbolFlags.Class ? checker.getDocumentationCommentOfSymbol(meant) : '');
  return capital(said);
}

/** @param {Checker} checker @param {Symbol} symbol @returns {string} a function with its parameters and what it gives */
function called(checker, symbol) {
  const type = checker.getTypeOfSymbol(symbol);
  const [signature] = type ? checker.getSignaturesOfType(type, SignatureKind.Call) : [];
  if (!signature) throw new Error(`${symbol.name} is no function`);
  const names = paramsOf(checker, symbol).map(({ name }) => name);
  const given = signature.getParameters().map((parameter, index) => {
    const { text, optional } = typeOf(checker, parameter);
    return `${names[index] ?? parameter.name}${optional}: ${text}`;
  });
  const back = plainly(spelt(checker, checker.getReturnTypeOfSignature(signature)));
  const name = symbol.name.startsWith('__@') ? '[Symbol.dispose]' : symbol.name;
  return `${name}(${given.join(', ')}): ${back}`;
}

/** @param {Checker} checker @param {Symbol} symbol @returns {string} what a function's comment says, as a list */
function explained(checker, symbol) {
  const tags = checker.getJsDocTagsOfSymbol(symbol);
  const said = (/** @type {string} */ tag) => tags.find(({ name, text }) => name === tag && text)?.text ?? '';
  const items = [
    ...paramsOf(checker, symbol).flatMap(({ name, text }) => (text ? [`- \`${name}\`: ${text}`] : [])),
    ...(said('returns') ? [`- gives ${said('returns')}`] : []),
    ...(said('throws') ? [`- throws ${said('throws').replace(/^\{(\w+)\}/, '`$1`')}`] : []),
  ];
  return [capital(checker.getDocumentationCommentOfSymbol(symbol)), items.map(flat).join('\n')].join('\n\n');
}

/** @param {Checker} checker @param {Symbol} symbol @returns {Array<{name: string, text: string}>} of its comment */
function paramsOf(checker, symbol) {
  return checker.getJsDocTagsOfSymbol(symbol).flatMap(({ name: tag, text = '' }) => {
    const [, name, rest] = /^(\S+)\s*([^]*)$/.exec(text) ?? [];
    return tag === 'param' && name ? [{ name, text: rest }] : [];
  });
}

/** @param {Checker} checker @param {Symbol} field @returns {string} of a table */
function row(checker, field) {
  const { text, optional } = typeOf(checker, field);
  const about = flat(checker.getDocumentationCommentOfSymbol(field));
  return `| ${[`\`${field.name}${optional}\``, `\`${text}\``, about].map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** @param {Checker} checker @param {Symbol} symbol @returns {{text: string, optional: '?' | ''}} of a parameter or a member */
function typeOf(checker, symbol) {
  const whole = spelt(checker, checker.getTypeOfSymbol(symbol));
  const text = whole.replace(/ \| undefined$/, '').replace(/^\((.*)\)$/, '$1');
  return { text: plainly(text), optional: text === whole ? '' : '?' };
}

/** @param {Checker} checker @param {import('typescript/unstable/sync').Type | undefined} type */
const spelt = (checker, type) => (type ? checker.typeToString(type, undefined, WHOLE) : '');

/** Without what the compiler adds to a name that nobody wrote. @param {string} type */
const plainly = (type) => type.replaceAll('<ArrayBufferLike>', '');

/** @param {string} text */
const flat = (text) => text.replace(/\s*\n\s*/g, ' ');

/** @param {string} text */
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

if (import.meta.url === pathToFileURL(process.argv[1]).href) writeFileSync(place, await reference());
