//! What hooks set is held to what a client would be, and what they ask for is not more than there is.

use restruct::prelude::*;
use restruct_tests::{DatabaseKind, answer, check, on_each_database, post, problem};
use serde_json::json;

/// A page whose address and price a hook makes.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Leaf {
    #[resource(id(client))]
    pub path: String,
    #[resource(decimal(20, 10))]
    pub price: Decimal,
}

impl Hooks for Leaf {
    async fn before_create(input: &mut LeafCreate, row: &mut LeafActiveModel, cx: &mut Context<'_>) -> Result<()> {
        let all = cx.query::<Leaf>().take(u64::MAX).await?;
        match input.path.as_str() {
            "up" => row.path = Set("..".to_owned()),
            "exact" => row.price = Set(Decimal::new(12_345_678_901_234_567, 10)),
            _ => input.price += Decimal::from(all.len()),
        }
        Ok(())
    }
}

fn leaves(app: App) -> App {
    app.resource::<Leaf>()
}

#[tokio::test]
async fn what_a_hook_sets_can_be_stored_and_addressed() {
    on_each_database(leaves, async |server| {
        let leaf = |path: &str| post("/leaves").json(json!({"path": path, "price": "1"}));
        let exact = if server.kind() == DatabaseKind::Sqlite {
            problem(422, "invalid").errors(&[("/price", "too_large")])
        } else {
            answer(201).has(json!({"price": "1234567.8901234567"}))
        };
        check(
            server,
            [
                ("a path that leads elsewhere", leaf("up"), problem(422, "invalid").errors(&[("/path", "bad_format")])),
                ("all rows, of none", leaf("first"), answer(201).has(json!({"price": "1"}))),
                ("all rows, of one", leaf("second"), answer(201).has(json!({"price": "2"}))),
                ("more digits than the database keeps", leaf("exact"), exact),
            ],
        )
        .await;
    })
    .await;
}
