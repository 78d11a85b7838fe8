//! `GET /books?..`: the whole language of queries, over a resource with a field of each type.

mod far;
mod fields;
mod filters;
mod limits;
mod pages;
mod refusals;
mod reserved;

use restruct::prelude::*;
use restruct_tests::{Answer, Server, answer, post};
use serde_json::{Value, json};

/// Where a book stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ResourceEnum)]
pub enum Stage {
    InPrint,
    SoldOut,
    #[resource(rename = "none, yet")]
    Planned,
}

/// A type of our own, whose texts have one form: what clients write in lower case is stored in upper case.
#[derive(Clone, Debug, PartialEq)]
pub struct Code(String);

impl restruct::FieldType for Code {
    type As = String;

    fn into_column(self) -> String {
        self.0
    }

    fn try_from_column(text: String) -> Result<Self, String> {
        if text.len() == 4 {
            Ok(Self(text.to_uppercase()))
        } else {
            Err("must be of four letters, such as AB-1".into())
        }
    }
}
restruct::field_type!(Code);

/// A book. Three of its fields are called like parameters of a list.
#[derive(Clone, Debug, Resource)]
#[resource(access(public), rename_all = "camelCase", page(size = 10, max = 50))]
pub struct Book {
    #[resource(filter, sort)]
    pub id: i64,
    #[resource(filter, sort, search)]
    pub title: String,
    #[resource(filter, sort, search)]
    pub sub_title: Option<String>,
    #[resource(filter)]
    pub is_new: bool,
    #[resource(filter(gte, lt, isnull), sort)]
    pub rating: Option<i16>,
    #[resource(filter)]
    pub pages: i32,
    #[resource(filter)]
    pub copies: u32,
    #[resource(filter)]
    pub share: f32,
    #[resource(filter)]
    pub weight: f64,
    #[resource(filter, sort)]
    pub price: Option<Decimal>,
    #[resource(filter)]
    pub uid: Uuid,
    #[resource(filter)]
    pub sent_at: DateTime<Utc>,
    #[resource(filter)]
    pub opens_at: NaiveDateTime,
    #[resource(filter)]
    pub day: Option<NaiveDate>,
    #[resource(filter)]
    pub time: NaiveTime,
    #[resource(filter, sort)]
    pub stage: Stage,
    #[resource(filter, sort)]
    pub code: Code,
    #[resource(filter)]
    pub document: Option<Json>,
    #[resource(filter)]
    pub cover: Option<Vec<u8>>,
    #[resource(filter, sort)]
    pub total: i64,
    #[resource(filter)]
    pub search: Option<String>,
    #[resource(filter)]
    pub page: i32,
    #[resource(hidden, default = "h")]
    pub hushed: String,
    #[resource(write_only, default = "w")]
    pub whispered: String,
    pub remark: Option<String>,
}

/// A shelf, whose key has two parts; nothing is searched here.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Shelf {
    #[resource(id, filter(eq))]
    pub room: String,
    #[resource(id)]
    pub number: i32,
    pub colour: String,
}

pub fn books(app: App) -> App {
    app.resource::<Book>().resource::<Shelf>()
}

fn rows() -> [Value; 4] {
    [
        json!({
            "title": "Red chair", "isNew": true, "rating": 1, "pages": 10, "copies": 0, "share": 0.1, "weight": 0.1,
            "price": "12.50", "uid": "0198c3f2-0000-7000-8000-000000000001", "sentAt": "2026-03-01T10:00:00Z",
            "opensAt": "2026-03-01T10:00:00", "day": "2026-03-01", "time": "10:00:00", "stage": "in_print",
            "code": "ab-1", "document": {"a": 1}, "total": 7, "search": "x", "page": 1
        }),
        json!({
            "title": "red, \"table\"", "subTitle": "", "isNew": false, "pages": -5, "copies": 4_294_967_295_u32,
            "share": 0.5, "weight": 1e300, "uid": "0198c3f2-0000-7000-8000-000000000002",
            "sentAt": "2026-03-01T10:00:00.5Z", "opensAt": "2026-03-01T10:00:00.5", "day": "2026-03-02",
            "time": "10:00:00.5", "stage": "sold_out", "code": "AB-2", "cover": "AAE=", "total": 8, "page": 2
        }),
        json!({
            "title": "100% wool_A\\B", "subTitle": "a Red sofa", "isNew": true, "rating": -5, "pages": 300, "copies": 7,
            "share": -1, "weight": -0.25, "price": "-0.01", "uid": "0198c3f2-0000-7000-8000-000000000003",
            "sentAt": "2025-12-31T23:59:59Z", "opensAt": "2025-12-31T23:59:59", "time": "00:00:00", "stage": "in_print",
            "code": "ZZ-9", "total": -1, "search": "exact", "page": 20
        }),
        json!({
            "title": "Zebra", "subTitle": "chairs", "isNew": false, "rating": 32767, "pages": 10, "copies": 7, "share": 2,
            "weight": 0, "price": "12.5", "uid": "ffffffff-ffff-ffff-ffff-ffffffffffff", "sentAt": "2026-03-01T04:30:00Z",
            "opensAt": "2026-03-01T04:30:00", "day": "2026-03-01", "time": "23:59:59.999999", "stage": "none, yet",
            "code": "Ab-3", "document": [], "total": 7, "search": "", "page": 1
        }),
    ]
}

/// Four books, whose keys are 1 to 4.
pub async fn fill(server: &Server) {
    for row in rows() {
        server.json(post("/books").json(row)).await;
    }
}

/// Just these, where the fields are the key alone.
pub fn found(ids: &[i64]) -> Answer {
    let items: Vec<Value> = ids.iter().map(|id| json!({"id": id})).collect();
    answer(200).json(json!({"items": items, "next": null, "prev": null, "total": null}))
}
