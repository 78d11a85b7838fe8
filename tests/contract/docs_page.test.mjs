// The docs page in a browser that can reach nothing but this machine: what a person does on it, and that it asks no other
// host. Needs BLOG_URL and BLOG_TOKEN, a blog that runs and one of its callers, and CHROMIUM, the browser. SCREENSHOTS names a folder for pictures.

import assert from "node:assert/strict";
import { createServer, request as send } from "node:http";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const BLOG = new URL(process.env.BLOG_URL);
const TOKEN = process.env.BLOG_TOKEN;
const PREFIX = "/behind/a/proxy";
const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

let browser;
let proxy;

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    // The browser itself calls home, too.
    args: ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--no-sandbox"],
  });
  proxy = await prefixProxy();
});

after(async () => {
  await browser?.close();
  proxy?.close();
});

// A proxy that serves the blog below a prefix which the blog knows nothing of.
async function prefixProxy() {
  const server = createServer((request, response) => {
    if (!request.url.startsWith(`${PREFIX}/`)) {
      response.writeHead(404).end();
      return;
    }
    const { method, headers } = request;
    const path = request.url.slice(PREFIX.length);
    const passed = send({ host: BLOG.hostname, port: BLOG.port, path, method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    passed.on("error", () => response.destroy());
    request.pipe(passed);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return server;
}

// Opens a page and keeps what it asks for and what goes wrong in it.
async function open(address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  // A machine that is busy needs time; none of it is part of a claim.
  context.setDefaultTimeout(90_000);
  const seen = { requests: [], faults: [] };
  context.on("request", (request) => seen.requests.push(request.url()));
  context.on("requestfailed", (request) => seen.faults.push(`${request.url()}: ${request.failure().errorText}`));
  context.on("weberror", (error) => seen.faults.push(String(error.error())));
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) seen.faults.push(`${message.type()}: ${message.text()}`);
  });
  const page = await context.newPage();
  await page.exposeFunction("violated", (text) => seen.faults.push(`policy: ${text}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      window.violated(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  await page.goto(address);
  await page.locator(".opblock").first().waitFor();
  return { page, seen };
}

function nothingElse(seen, origin, allowed = []) {
  const foreign = seen.requests.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith("data:"));
  assert.deepEqual(foreign, [], "asked another host");
  // Swagger UI looks for an input field of each format, and says where it takes that of the type.
  const known = ["Could not find component: JsonSchema_", ...allowed];
  const faults = seen.faults.filter((fault) => !known.some((text) => fault.includes(text)));
  assert.deepEqual(faults, [], "went wrong in the page");
}

const operation = (page, id) => page.locator(`.opblock[id$="-${id}"]`);

// Opens an operation for a try, as a person does.
async function begin(page, id) {
  const block = operation(page, id);
  await block.locator(".opblock-summary-control").first().click();
  await block.getByRole("button", { name: "Try it out" }).click();
  return block;
}

// Sends what is filled in; gives the status that the page shows.
async function execute(block) {
  await block.getByRole("button", { name: "Execute" }).click();
  const status = block.locator(".live-responses-table tbody .response-col_status").first();
  await status.waitFor();
  return (await status.textContent()).trim().slice(0, 3);
}

async function signIn(page, token) {
  await page.locator(".auth-wrapper .btn.authorize").click();
  const dialog = page.locator(".dialog-ux");
  await dialog.locator("input").first().fill(token);
  await dialog.locator(".auth-btn-wrapper button[type=submit]").click();
  await dialog.getByRole("button", { name: "Close" }).first().click();
}

async function createPost(page, title) {
  const block = operation(page, "create_post");
  if (!(await block.getAttribute("class")).includes("is-open")) await begin(page, "create_post");
  await block.locator("textarea").first().fill(JSON.stringify({ title, body: "Written on the docs page." }));
  return { block, status: await execute(block) };
}

// The blog takes each title once.
const fresh = (title) => `${title} ${Math.random().toString(36).slice(2, 8)}`;

async function picture(page, name, options = {}) {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}`, ...options });
}

test("all operations are shown, and nothing is asked of another host", async () => {
  const { page, seen } = await open(`${BLOG.origin}/docs`);
  const contract = await (await fetch(`${BLOG.origin}/openapi.json`)).json();
  const ids = Object.values(contract.paths).flatMap((item) =>
    METHODS.filter((method) => item[method]).map((method) => item[method].operationId),
  );
  assert.ok(ids.length >= 2, "the blog has four resources");
  for (const id of ids) assert.equal(await operation(page, id).count(), 1, id);
  assert.equal(await page.locator(".opblock").count(), ids.length);
  assert.equal(await page.title(), contract.info.title);
  assert.ok(seen.requests.length >= 5, seen.requests.join("\n"));
  await picture(page, "docs-page.png");
  nothingElse(seen, BLOG.origin);
  await page.context().close();
});

test("what is asked for on the page is answered by the server", async () => {
  const { page, seen } = await open(`${BLOG.origin}/docs/`);
  assert.equal(page.url(), `${BLOG.origin}/docs`, "one address for the page");
  const list = await begin(page, "list_posts");
  assert.equal(await execute(list), "200");
  assert.match(await list.locator(".live-responses-table").textContent(), /"items"/);
  await list.locator(".opblock-summary-control").first().click();

  const refused = await createPost(page, fresh("Nobody"));
  assert.equal(refused.status, "401", "nobody is signed in");
  await refused.block.getByRole("button", { name: "Clear" }).click();
  await signIn(page, TOKEN);
  const title = fresh("Seen in a browser");
  const { block, status } = await createPost(page, title);
  assert.equal(status, "201");
  assert.match(await block.locator(".live-responses-table").textContent(), /seen-in-a-browser/);
  await block.locator(".responses-wrapper").scrollIntoViewIfNeeded();
  await picture(page, "docs-page-answer.png");
  const stored = await fetch(`${BLOG.origin}/posts?sort=-created_at&page_size=1`, {
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  assert.equal((await stored.json()).items[0].title, title, "the row is there");
  // Of a refusal the browser tells, too.
  nothingElse(seen, BLOG.origin, ["the server responded with a status of 401"]);
  await page.context().close();
});

test("the page works behind a proxy that adds a prefix", async () => {
  const origin = `http://127.0.0.1:${proxy.address().port}`;
  const { page, seen } = await open(`${origin}${PREFIX}/docs/`);
  assert.equal(page.url(), `${origin}${PREFIX}/docs`);
  assert.equal(await execute(await begin(page, "list_tags")), "200");
  await signIn(page, TOKEN);
  assert.equal((await createPost(page, fresh("Behind a proxy"))).status, "201");
  const below = seen.requests.filter((url) => !url.startsWith(`${origin}${PREFIX}/`) && !url.startsWith("data:"));
  assert.deepEqual(below, [], "asked outside of the prefix");
  nothingElse(seen, origin);
  await page.context().close();
});
