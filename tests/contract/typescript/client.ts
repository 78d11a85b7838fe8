// A client whose types are made from the document, so that the compiler holds this file to it, and the server to both.

import createClient from "openapi-fetch";
import type { paths } from "./contract.js";

declare const process: { env: Record<string, string | undefined>; exitCode: number };

const client = createClient<paths>({
  baseUrl: process.env["BLOG_URL"] ?? "",
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
console.log("TypeScript: created, listed on two pages, updated, refused, deleted");
