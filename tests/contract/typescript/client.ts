// A client whose types are made from the document, so that the compiler holds this file to it, and the server to both.

import createClient from "openapi-fetch";
import type { paths } from "./contract.js";

declare const process: { env: Record<string, string | undefined>; exitCode: number };

const client = createClient<paths>({
  baseUrl: process.env["BLOG_URL"] ?? "",
  headers: { authorization: `Bearer ${process.env["BLOG_TOKEN"]}` },
  // Lists are values between commas; by itself this library repeats the parameter.
  querySerializer: { array: { style: "form", explode: false } },
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

type Query = NonNullable<paths["/posts"]["get"]["parameters"]["query"]>;
const asked: Query = {
  views__gte: 3,
  status__in: ["draft", "published"],
  published_at__isnull: false,
  created_at__lt: "2026-04-01T00:00:00+02:00",
  search: 'guide "flame graphs"',
  sort: ["-views", "title"],
  fields: ["title", "views"],
  total: "exact",
};
const found = given("answer", (await client.GET("/posts", { params: { query: asked } })).data);
same("rows that are meant", found.total, 1);
same("its title", found.items[0]?.title, "A short guide to flame graphs");
same("its fields", Object.keys(given("row", found.items[0])).join(), "id,title,views");
const few = { title__in: ['"Byron, Ada"', title], author_id__ne: 1, fields: ["title" as const] };
same("rows of a list", (await client.GET("/posts", { params: { query: few } })).data?.items[0]?.id, post.id);

// What the document does not have does not compile.
const wrong: Query[] = [
  // @ts-expect-error A text is no number.
  { views__gte: "three" },
  // @ts-expect-error There is no such filter.
  { view__gte: 3 },
  // @ts-expect-error Numbers have no such operator.
  { views__contains: 3 },
  // @ts-expect-error This is none of the choices.
  { status__in: ["open"] },
  // @ts-expect-error Posts are not sorted by it.
  { sort: ["slug"] },
  // @ts-expect-error There is no such field.
  { fields: ["titel"] },
];
for (const query of wrong) {
  same("status of what does not compile", (await client.GET("/posts", { params: { query } })).response.status, 400);
}

const path = { id: post.id };
const short = await client.GET("/posts/{id}", { params: { path, query: { fields: ["title", "status"] } } });
same("fields of one", Object.keys(given("post", short.data)).join(), "id,title,status");
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
console.log("TypeScript: created, listed on two pages, asked for by filters, updated, refused, deleted");
