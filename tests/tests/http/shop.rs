//! The example with relations: its seed, its rules as its callers see them, and the totals of its orders.

use futures_util::future::join_all;
use restruct::prelude::*;
use restruct_tests::{
    Request, Server, Statements, TestDatabase, answer, check, delete, get, patch, post, problem, put,
};
use serde_json::{Value, json};

/// Ann's, which is open; Ben's is another.
const OPEN: i64 = 72;

async fn shops() -> Vec<Server> {
    Statements::record();
    let mut servers = Vec::new();
    for database in TestDatabase::each().await {
        let app = App::connect(database.url()).await.expect("connects");
        let router = shop::app(app).await.expect("prepares").router().await.expect("starts");
        servers.push(Server::serve(database, router).await);
    }
    servers
}

fn ann(request: Request) -> Request {
    request.by("ann-token")
}

fn ben(request: Request) -> Request {
    request.by("ben-token")
}

fn staff(request: Request) -> Request {
    request.by("staff-token")
}

/// The total of the open order, and what its lines come to.
async fn totals(server: &Server) -> (Decimal, Decimal) {
    let order = server.json(staff(get(format!("/orders/{OPEN}?expand=lines")))).await;
    let decimal = |value: &Value| value.as_str().expect("a decimal").parse::<Decimal>().expect("a decimal");
    let lines = order["lines"]["items"].as_array().expect("lines");
    let price = |line: &Value| decimal(&line["unit_price"]) * Decimal::from(line["pieces"].as_i64().expect("a number"));
    (decimal(&order["total"]), lines.iter().map(price).sum())
}

#[tokio::test]
async fn the_seed_is_there_once() {
    for server in shops().await {
        let again = App::connect(server.database().url()).await.expect("connects");
        shop::app(again).await.expect("starts again");
        for (path, rows) in [
            ("customers", 20),
            ("addresses", 30),
            ("categories", 12),
            ("products", 60),
            ("stock-levels", 53),
            ("orders", 80),
            ("order-lines", 200),
        ] {
            let page = server.json(staff(get(format!("/{path}?total=exact&page_size=1")))).await;
            assert_eq!(page["total"], rows, "{path}");
        }
        let (total, lines) = totals(&server).await;
        assert_eq!(total, lines);
    }
}

#[tokio::test]
async fn customers_see_their_own_and_what_is_listed() {
    for server in shops().await {
        let total = |rows: u64| answer(200).has(json!({"total": rows}));
        let one_hidden = json!({"lines": {"items": [
            {"product": {"id": 18}}, {"product": null}, {"product": {"id": 52}}
        ]}});
        check(
            &server,
            [
                ("nobody's orders", get("/orders"), problem(401, "unauthorized")),
                ("one's own", ann(get("/orders?total=exact&page_size=1")), total(4)),
                ("another's", ben(get(format!("/orders/{OPEN}"))), problem(404, "not_found")),
                ("nor its lines", ben(get(format!("/orders/{OPEN}/lines"))), problem(404, "not_found")),
                ("of all lines", ben(get("/order-lines?order_id=72&total=exact")), total(0)),
                ("oneself", ann(get("/customers?total=exact")), total(1)),
                ("one's addresses", ben(get("/customers/2/addresses?total=exact")), total(2)),
                ("what is listed", get("/products?total=exact&page_size=1"), total(54)),
                ("what is not", staff(get("/products?is_listed=false&total=exact&page_size=1")), total(6)),
                (
                    "what is not listed any more",
                    ann(get("/orders/1?expand=lines.product")),
                    answer(200).has(one_hidden),
                ),
                ("what was ordered", ann(get("/products?lines__isnull=false&total=exact&page_size=1")), total(8)),
                ("by nobody", get("/products?lines__isnull=false&total=exact"), total(0)),
                ("how many there are", get("/products/2?expand=stock"), answer(200).has(json!({"stock": null}))),
                ("for staff", staff(get("/products/2?expand=stock")), answer(200).has(json!({"stock": {"pieces": 7}}))),
                (
                    "who buys lamps",
                    staff(get("/customers?orders.lines.product.categories.slug=lamps&total=exact&page_size=1")),
                    total(14),
                ),
            ],
        )
        .await;
    }
}

#[tokio::test]
async fn orders_are_changed_by_their_customer_while_they_are_open() {
    for server in shops().await {
        let refers = |pointer| problem(422, "invalid").errors(&[(pointer, "not_found")]);
        let new = |body: Value| post("/orders").json(body);
        let change = |order: i64, body: Value| patch(format!("/orders/{order}")).json(body);
        check(
            &server,
            [
                ("begun", ann(new(json!({"address_id": 1}))), answer(201).has(json!({"customer_id": 1, "total": "0"}))),
                ("to another's address", ann(new(json!({"address_id": 2}))), refers("/address_id")),
                ("to no address", ann(new(json!({"address_id": 99}))), refers("/address_id")),
                ("for another", ann(new(json!({"customer_id": 2}))), refers("/customer_id")),
                ("paid from the beginning", ann(new(json!({"status": "paid"}))), problem(403, "forbidden")),
                ("staff is no customer", staff(new(json!({}))), problem(422, "invalid")),
                ("staff for a customer", staff(post("/customers/2/orders").json(json!({}))), answer(201)),
                ("fetched", ann(change(OPEN, json!({"address_id": null, "version": 1}))), answer(200)),
                ("paid", ann(change(OPEN, json!({"status": "paid"}))), problem(403, "forbidden")),
                ("sent already", ann(change(1, json!({"address_id": null}))), problem(403, "forbidden")),
                ("paid, says staff", staff(change(OPEN, json!({"status": "paid"}))), answer(200)),
                ("an address goes", ann(delete("/addresses/1")), answer(204)),
                ("orders stay", ann(get("/orders/1")), answer(200).has(json!({"address_id": null}))),
                ("customers with orders, too", staff(delete("/customers/1")), problem(409, "in_use")),
                ("an order goes with its lines", staff(delete("/orders/1")), answer(204)),
                ("which are gone", staff(get("/order-lines/1,1")), problem(404, "not_found")),
            ],
        )
        .await;
    }
}

#[tokio::test]
async fn lines_follow_their_order_and_its_total_follows_them() {
    for server in shops().await {
        let line = |order: i64, body: Value| post(format!("/orders/{order}/lines")).json(body);
        let (third, new) = ("/order-lines/72,3", json!({"position": 3, "product_id": 1, "pieces": 2}));
        let made = json!({"customer_id": 1, "unit_price": "4.95", "pieces": 2});
        check(
            &server,
            [
                ("made", ann(line(OPEN, new.clone())), answer(201).header("location", third).has(made)),
                ("added up", ann(get("/orders/72")), answer(200).has(json!({"total": "297.17"}))),
                ("changed", ann(patch(third).json(json!({"pieces": 5}))), answer(200)),
                ("added up", ann(get("/orders/72")), answer(200).has(json!({"total": "312.02"}))),
                ("gone", ann(delete(third)), answer(204)),
                ("added up", ann(get("/orders/72")), answer(200).has(json!({"total": "287.27"}))),
                (
                    "by staff, the customer's",
                    staff(line(OPEN, new.clone())),
                    answer(201).has(json!({"customer_id": 1})),
                ),
                (
                    "what is not listed",
                    ann(line(OPEN, json!({"position": 4, "product_id": 5}))),
                    problem(422, "invalid").errors(&[("/product_id", "not_found")]),
                ),
                (
                    "in another's order",
                    ben(post("/order-lines").json(json!({"order_id": OPEN, "position": 4, "product_id": 1}))),
                    problem(422, "invalid").errors(&[("/order_id", "not_found")]),
                ),
                ("under it", ben(line(OPEN, new.clone())), problem(404, "not_found")),
                ("of another", ben(patch(third).json(json!({"pieces": 9}))), problem(404, "not_found")),
                (
                    "in one that is sent",
                    ann(line(1, json!({"position": 9, "product_id": 1}))),
                    problem(409, "order_not_open"),
                ),
                (
                    "changed there",
                    ann(patch("/order-lines/1,1").json(json!({"pieces": 9}))),
                    problem(409, "order_not_open"),
                ),
                ("gone there", ann(delete("/order-lines/1,1")), problem(409, "order_not_open")),
                ("a product that was ordered", staff(delete("/products/18")), problem(409, "in_use")),
            ],
        )
        .await;
    }
}

/// Each of them sees the lines of those before it, so that the last one's total is that of all.
#[tokio::test(flavor = "multi_thread")]
async fn lines_that_are_written_at_once_are_all_in_the_total() {
    for server in shops().await {
        let new = |position: i32| json!({"position": position, "product_id": 1, "pieces": position});
        let sent = (10..26).map(|position| server.send(ann(post("/orders/72/lines").json(new(position)))));
        for response in join_all(sent).await {
            assert_eq!(response.status, 201, "{}", response.text());
        }
        let (total, lines) = totals(&server).await;
        assert_eq!(total, lines);
    }
}

#[tokio::test]
async fn products_are_of_kinds_that_staff_links() {
    for server in shops().await {
        let all = |keys: Value| put("/products/2/categories").json(keys);
        let slugs = |slugs: Value| answer(200).has(json!({"items": slugs}));
        check(
            &server,
            [
                ("by a customer", ann(all(json!([7]))), problem(403, "forbidden")),
                ("all of them", staff(all(json!([7, 8]))), answer(204)),
                ("absent", staff(all(json!([7, 99]))), problem(422, "invalid").errors(&[("/1", "not_found")])),
                ("one less", staff(delete("/products/2/categories/8")), answer(204)),
                ("what is left", get("/products/2/categories?fields=slug"), slugs(json!([{"id": 7, "slug": "lamps"}]))),
                (
                    "a narrower kind",
                    staff(post("/categories/7/children").json(json!({"name": "Old", "slug": "old"}))),
                    answer(201),
                ),
                ("a wider kind stays", staff(delete("/categories/7")), problem(409, "in_use")),
            ],
        )
        .await;
    }
}
