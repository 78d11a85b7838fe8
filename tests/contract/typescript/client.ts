// A client whose types are made from the document, so that the compiler holds this file to it, and the server to both.

import createClient from "openapi-fetch";
import type { paths } from "./contract.js";

declare const process: { env: Record<string, string | undefined>; exitCode: number };

const client = createClient<paths>({
  baseUrl: process.env["BLOG_URL"] ?? "",
  // As the document says it of all of them; openapi-fetch would repeat the parameter.
  querySerializer: { array: { style: "form", explode: false } },
  headers: { authorization: `Bearer ${process.env["BLOG_TOKEN"]}` },
});

function given<T>(what: string, value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error(`there is no ${what}`);
  return value;
}

function same(what: string, found: unknown, expected: unknown) {
  if (found !== expected) throw new Error(`${what} is ${String(found)}, not ${String(expected)}`);
}

const title = `Typed ${Date.now()}`;
const created = await client.POST("/posts", { body: { title, body: "By a client of TypeScript.", status: "published" } });
same("status", created.response.status, 201);
const post = given("post", created.data);
same("title", post.title, title);
same("Location", created.response.headers.get("location"), `/posts/${post.id}`);

const query = { sort: ["-created_at" as const], page_size: 2 };
const first = given("page", (await client.GET("/posts", { params: { query } })).data);
same("rows of a page", first.items.length, 2);
same("the newest", first.items[0]?.id, post.id);
const cursor = given("cursor", first.next);
const second = given("page", (await client.GET("/posts", { params: { query: { ...query, cursor } } })).data);
same("rows of the next page", second.items.length, 2);
const pages = new Set([...first.items, ...second.items].map((item) => item.id));
same("rows of both", pages.size, 4);

const asked = {
  status__in: ["draft" as const, "published" as const],
  views__gte: 3,
  published_at__isnull: false,
  author_id: 1,
  sort: ["-views" as const, "title" as const],
  total: "exact" as const,
};
const found = given("page", (await client.GET("/posts", { params: { query: asked } })).data);
if (found.items.length < 2) throw new Error("the filters leave nothing to look at");
for (const item of found.items) {
  if (item.views < 3 || item.author_id !== 1 || item.published_at === null || item.status === "archived") {
    throw new Error(`the filters have let ${JSON.stringify(item)} pass`);
  }
}
const views = found.items.map((item) => item.views);
same("the order by views", views.join(), [...views].sort((one, other) => other - one).join());
same("whether all are counted", given("total", found.total) >= found.items.length, true);

const words = given("page", (await client.GET("/posts", { params: { query: { search: title, fields: ["title"] } } })).data);
same("what a search finds", words.items.map((item) => Object.values(item).join()).join(), `${post.id},${title}`);
const quoted = { title__in: [`"${title}"`, '"no, such title"'] };
const listed = given("page", (await client.GET("/posts", { params: { query: quoted } })).data);
same("what a list of titles finds", listed.items.map((item) => item.id).join(), post.id);

const expand = ["author" as const, "comments.author" as const];
const shown = given("post", (await client.GET("/posts/{id}", { params: { path: { id: post.id }, query: { expand } } })).data);
const author: string | undefined = shown.author?.name;
same("the author's number", shown.author?.id, post.author_id);
if (!author) throw new Error("the author has no name");
same("the comments of a new post", shown.comments?.items.length, 0);
const said = await client.POST("/posts/{id}/comments", { params: { path: { id: post.id } }, body: { text: "Typed." } });
same("the post of a comment below it", said.data?.post_id, post.id);
const commented = { "author.name": author, "comments.author_id__in": [given("comment", said.data).author_id], sort: ["author.name" as const] };
const behind = given("page", (await client.GET("/posts", { params: { query: commented } })).data);
same("whether filters follow relations", behind.items.some((item) => item.id === post.id), true);
const tagged = await client.PUT("/posts/{id}/tags", { params: { path: { id: post.id } }, body: [1, 2] });
same("status of links", tagged.response.status, 204);
const link = { id: post.id, tag: 2 };
same("status of no link", (await client.DELETE("/posts/{id}/tags/{tag}", { params: { path: link } })).response.status, 204);
const tags = given("page", (await client.GET("/posts/{id}/tags", { params: { path: { id: post.id } } })).data);
same("tags", tags.items.map((tag) => tag.id).join(), "1");

// What the compiler finds before the server does.
// @ts-expect-error: no relation is there without having been asked for
export const notAskedFor = () => post.author.name;
// @ts-expect-error: a number is asked for
const wrongType = await client.GET("/posts", { params: { query: { views__gte: "many" } } });
same("status of a filter of another type", wrongType.response.status, 400);
// @ts-expect-error: there is no such operator
const unknown = await client.GET("/posts", { params: { query: { views__contains: 3 } } });
same("code of an operator that the type lacks", unknown.error?.code, "not_allowed");
// @ts-expect-error: there is no such status
const noStatus = await client.GET("/posts", { params: { query: { status: "lost" } } });
same("code of a status that is none", noStatus.error?.code, "bad_value");

const path = { id: post.id };
const updated = await client.PATCH("/posts/{id}", {
  params: { path },
  body: { title: `${title}, again`, published_at: null, version: post.version },
});
same("title after the update", updated.data?.title, `${title}, again`);
same("version after the update", updated.data?.version, post.version + 1);

const refused = await client.PATCH("/posts/{id}", { params: { path }, body: { title: "" } });
same("status of a refusal", refused.response.status, 422);
same("its code", refused.error?.code, "invalid");
same("its place", refused.error?.errors?.[0]?.pointer, "/title");

same("status of a delete", (await client.DELETE("/posts/{id}", { params: { path } })).response.status, 204);
const gone = await client.GET("/posts/{id}", { params: { path } });
same("status of what is gone", gone.response.status, 404);
same("its problem", gone.error?.title, "Not Found");
console.log("TypeScript: created, listed on two pages, filtered, searched, expanded, linked, updated, refused, deleted");
