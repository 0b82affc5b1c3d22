// SPDX-License-Identifier: MIT
// Opens books in foliate-js, a reading system, in a headless Chromium, and
// turns every page of each.
//
// usage: node page_through.mjs --modules DIR --chromium FILE [--shots DIR]
//            BOOK.epub...
//
// DIR is a node_modules folder with foliate-js and puppeteer-core.  A book
// fails if the console shows an error, a file of the spine is never shown, or
// a page is empty: no text on it and nothing to look at.  With --shots the
// first pages of each book, and some further on, are kept as PNG.  One line of
// JSON a book on standard output; exit 1 if one fails.
import { createServer } from 'node:http'
import { createReadStream, mkdirSync } from 'node:fs'
import { basename, extname, join, resolve } from 'node:path'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

const TYPES = { '.js': 'text/javascript', '.html': 'text/html' }
const VIEWPORT = { width: 600, height: 800 }
const PAGES_MAX = 20000
const LAYOUT_TIMEOUT = 3000
const FIRST_SHOTS = 6
const FURTHER_SHOTS = 4

function readArguments(list) {
    const options = { books: [] }
    while (list.length) {
        const word = list.shift()
        if (word.startsWith('--')) options[word.slice(2)] = list.shift()
        else options.books.push(resolve(word))
    }
    return options
}

// The page, the modules of foliate-js and the books, on a free port.
function serve(options) {
    const page = fileURLToPath(new URL('reader.html', import.meta.url))
    const server = createServer((request, response) => {
        const [, kind, ...rest] = new URL(request.url, 'http://x').pathname
            .split('/').map(decodeURIComponent)
        const file = kind === 'foliate-js'
            ? join(options.modules, 'foliate-js', ...rest)
            : kind === 'book' ? options.books[Number(rest[0])] : page
        response.setHeader('Content-Type',
            TYPES[extname(file)] ?? 'application/octet-stream')
        createReadStream(file)
            .on('error', () => response.writeHead(404).end()).pipe(response)
    })
    return new Promise(done => server.listen(0, '127.0.0.1',
        () => done(server)))
}

// Runs in the page: what is seen of the book just now.  The engine says which
// range that is, but of pages that are only a picture it is empty; then all
// that shows something is asked whether it lies on the page.
function look() {
    const { renderer } = window.view
    const [{ doc, index }] = renderer.getContents()
    const text = window.bookLocation()?.range?.toString().trim() ?? ''
    const frame = doc.defaultView.frameElement.getBoundingClientRect()
    const isOnPage = box => box.width > 0 && box.height > 0 &&
        box.right + frame.left > 1 && box.left + frame.left < innerWidth - 1 &&
        box.bottom + frame.top > 1 && box.top + frame.top < innerHeight - 1
    const range = doc.createRange()
    const shows = node => {
        range.selectNode(node)
        return [...range.getClientRects()].some(isOnPage)
    }
    const isSeen = () => {
        const things = doc.body.querySelectorAll(
            'img, svg, math, audio, video, hr')
        const words = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT)
        if ([...things].some(shows)) return true
        while (words.nextNode())
            if (words.currentNode.data.trim() && shows(words.currentNode))
                return true
        return false
    }
    return { index, page: renderer.page, pages: renderer.pages,
        isEmpty: !text && !isSeen(), atEnd: renderer.atEnd }
}

// Beside its own pages a file has an empty one at either end.
function isLaidOut() {
    return window.view.renderer.pages > 2
}

function sections() {
    return window.view.book.sections
        .map((section, index) => ({ index, id: section.id,
            isLinear: section.linear !== 'no' }))
        .filter(section => section.isLinear)
}

async function turnPages(page, shoot) {
    const seen = new Set()
    const empty = []
    let pages = 0
    for (; pages < PAGES_MAX; pages++) {
        // What is never laid out has nothing to show, which is said below.
        await page.waitForFunction(isLaidOut, { timeout: LAYOUT_TIMEOUT })
            .catch(() => null)
        const at = await page.evaluate(look)
        seen.add(at.index)
        if (at.isEmpty)
            empty.push(`file ${at.index}, page ${at.page} of ${at.pages - 2}`)
        await shoot(pages, at)
        if (at.atEnd) break
        await page.evaluate(() => window.view.next())
    }
    const missed = (await page.evaluate(sections))
        .filter(section => !seen.has(section.index))
        .map(section => `never shown: ${section.id}`)
    return { pages: pages + 1, files: seen.size, faults: [
        ...empty.map(text => `empty page: ${text}`), ...missed] }
}

async function openBook(page, url, number) {
    await page.goto(url)
    await page.waitForFunction('window.isReady')
    // The engine rests between pages for the eyes of people.
    await page.evaluate(() => {
        const later = window.setTimeout
        window.setTimeout = (call, time, ...rest) =>
            later(call, time === 100 ? 0 : time, ...rest)
    })
    await page.evaluate(address => window.openBook(address), `/book/${number}`)
}

async function readBook(browser, url, number, options) {
    const page = await browser.newPage()
    const faults = []
    const name = basename(options.books[number], '.epub')
    let shots = 0
    const shoot = async (at, look) => {
        const isWanted = options.shots && (at < FIRST_SHOTS ||
            (at % 17 === 0 && shots < FIRST_SHOTS + FURTHER_SHOTS) ||
            look.isEmpty)
        if (!isWanted) return
        shots++
        await page.screenshot({ path: join(options.shots,
            `${name}-${String(at + 1).padStart(4, '0')}.png`) })
    }
    await page.setViewport(VIEWPORT)
    page.on('console', message => {
        if (message.type() === 'error') faults.push(`console: ${message.text()}`)
    })
    page.on('pageerror', error => faults.push(`error: ${error.message}`))
    let result = { pages: 0, files: 0, faults: [] }
    try {
        await openBook(page, url, number)
        result = await turnPages(page, shoot)
    } catch (error) {
        faults.push(`stopped: ${error.message}`)
    }
    await page.close()
    return { book: name, ...result, faults: [...faults, ...result.faults] }
}

const options = readArguments(process.argv.slice(2))
const require = createRequire(import.meta.url)
const puppeteer = (await import(pathToFileURL(
    require.resolve('puppeteer-core', { paths: [resolve(options.modules)] }))
    .href)).default
if (options.shots) mkdirSync(options.shots, { recursive: true })
const server = await serve(options)
const url = `http://127.0.0.1:${server.address().port}/`
const browser = await puppeteer.launch({ executablePath: options.chromium,
    args: ['--no-sandbox', '--disable-gpu'], protocolTimeout: 600000 })
let failed = false
for (const number of options.books.keys()) {
    const result = await readBook(browser, url, number, options)
    failed ||= result.faults.length > 0
    console.log(JSON.stringify(result))
}
await browser.close()
server.close()
process.exitCode = failed ? 1 : 0
