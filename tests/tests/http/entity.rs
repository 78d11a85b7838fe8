//! The struct is SeaORM's model: what a user of SeaORM does with an entity works.

use restruct::{
    prelude::*,
    sea_orm::{
        ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, Database, DatabaseConnection, EntityTrait,
        ExprTrait, IntoActiveModel, LoaderTrait, ModelTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
        TransactionTrait, TryIntoModel,
    },
};
use restruct_tests::{get, on_each_database, post};
use serde_json::json;

/// Where an article stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ResourceEnum)]
pub enum State {
    Draft,
    Printed,
}

/// A resource.
#[derive(Clone, Debug, PartialEq, Resource)]
#[resource(access(public))]
pub struct Article {
    pub id: i64,
    pub title: String,
    #[resource(default = State::Draft)]
    pub state: State,
    #[resource(default = 0)]
    pub words: i32,
    pub printed_at: Option<DateTime<Utc>>,
}

/// An entity in plain SeaORM that refers to the resource.
mod review {
    use restruct::sea_orm::{self, entity::prelude::*};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "reviews")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub article_id: i64,
        pub stars: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(belongs_to = "super::ArticleEntity", from = "Column::ArticleId", to = "super::ArticleColumn::Id")]
        Article,
    }

    impl Related<super::ArticleEntity> for Entity {
        fn to() -> RelationDef {
            Relation::Article.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl restruct::sea_orm::Related<review::Entity> for ArticleEntity {
    fn to() -> restruct::sea_orm::RelationDef {
        <review::Entity as restruct::sea_orm::Related<ArticleEntity>>::to().rev()
    }
}

async fn with_connection(test: impl AsyncFn(&restruct_tests::Server, DatabaseConnection)) {
    on_each_database(
        |app| app.resource::<Article>(),
        async |server| {
            let connection = Database::connect(server.database().url()).await.expect("connects");
            for (title, words) in [("One", 10), ("Two", 20), ("Three", 30)] {
                server.json(post("/articles").json(json!({"title": title, "words": words}))).await;
            }
            test(server, connection).await;
        },
    )
    .await;
}

#[tokio::test]
async fn rows_are_found() {
    with_connection(async |_, db| {
        let found = ArticleEntity::find()
            .filter(ArticleColumn::Words.gt(10).and(ArticleColumn::State.eq(State::Draft)))
            .order_by_desc(ArticleColumn::Title)
            .all(&db)
            .await
            .expect("reads");
        let titles: Vec<&str> = found.iter().map(|article| article.title.as_str()).collect();
        assert_eq!(titles, ["Two", "Three"]);
        assert_eq!(found[0].state, State::Draft);
        let one = ArticleEntity::find_by_id(1).one(&db).await.expect("reads").expect("a row");
        assert_eq!((one.title.as_str(), one.printed_at), ("One", None));
        let any = Condition::any().add(ArticleColumn::Title.starts_with("T")).add(ArticleColumn::Words.is_in([10]));
        assert_eq!(ArticleEntity::find().filter(any).count(&db).await.expect("counts"), 3);
        let longest: Option<i32> = ArticleEntity::find()
            .select_only()
            .column_as(ArticleColumn::Words.max(), "longest")
            .into_tuple()
            .one(&db)
            .await
            .expect("reads")
            .expect("a row");
        assert_eq!(longest, Some(30));
    })
    .await;
}

#[tokio::test]
async fn rows_are_written() {
    with_connection(async |server, db| {
        let moment = DateTime::UNIX_EPOCH;
        let new = ArticleActiveModel {
            title: Set("Four".to_owned()),
            state: Set(State::Printed),
            words: Set(40),
            printed_at: Set(Some(moment)),
            ..Default::default()
        };
        let stored = new.insert(&db).await.expect("inserts");
        let shown = server.json(get(format!("/articles/{}", stored.id))).await;
        assert_eq!(
            shown,
            json!({"id": 4, "title": "Four", "state": "printed", "words": 40, "printed_at": "1970-01-01T00:00:00Z"})
        );
        assert_eq!(shown, serde_json::to_value(&stored).expect("JSON"));

        let mut change = stored.clone().into_active_model();
        assert!(!change.is_changed());
        change.words = Set(41);
        let changed = change.update(&db).await.expect("updates");
        assert_eq!(changed, Article { words: 41, ..stored.clone() });

        let mut none = stored.into_active_model();
        none.printed_at = Set(None);
        assert_eq!(none.save(&db).await.expect("saves").try_into_model().expect("a whole row").printed_at, None);

        ArticleEntity::update_many()
            .col_expr(ArticleColumn::Words, restruct::sea_orm::sea_query::Expr::value(1))
            .filter(ArticleColumn::Id.lte(2))
            .exec(&db)
            .await
            .expect("updates");
        changed.delete(&db).await.expect("deletes");
        let words: Vec<i32> = ArticleEntity::find()
            .order_by_asc(ArticleColumn::Id)
            .all(&db)
            .await
            .expect("reads")
            .iter()
            .map(|row| row.words)
            .collect();
        assert_eq!(words, [1, 1, 30]);
    })
    .await;
}

#[tokio::test]
async fn transactions_pages_and_json() {
    with_connection(async |_, db| {
        let transaction = db.begin().await.expect("begins");
        ArticleEntity::delete_many().exec(&transaction).await.expect("deletes");
        transaction.rollback().await.expect("rolls back");
        let pages = ArticleEntity::find().order_by_asc(ArticleColumn::Id).paginate(&db, 2);
        assert_eq!(pages.num_items_and_pages().await.expect("counts").number_of_pages, 2);
        assert_eq!(pages.fetch_page(1).await.expect("reads")[0].title, "Three");
        let mut cursor = ArticleEntity::find().cursor_by(ArticleColumn::Id);
        let after = cursor.after(1).first(1).all(&db).await.expect("reads");
        assert_eq!(after[0].title, "Two");
        let rows = ArticleEntity::find().order_by_asc(ArticleColumn::Id).into_json().all(&db).await.expect("reads");
        assert_eq!(rows[0]["title"], "One");
        assert_eq!(rows[0]["state"], "draft");
        ArticleEntity::insert_many(["A", "B"].map(|title| ArticleActiveModel {
            title: Set(title.to_owned()),
            state: Set(State::Draft),
            words: Set(0),
            ..Default::default()
        }))
        .exec(&db)
        .await
        .expect("inserts");
        assert_eq!(ArticleEntity::find().count(&db).await.expect("counts"), 5);
    })
    .await;
}

#[tokio::test]
async fn a_hand_written_entity_refers_to_a_resource() {
    with_connection(async |_, db| {
        let table = restruct::sea_orm::Schema::new(db.get_database_backend()).create_table_from_entity(review::Entity);
        db.execute(&table).await.expect("makes the table");
        for (article_id, stars) in [(1, 5), (1, 3), (2, 1)] {
            let review = review::ActiveModel { article_id: Set(article_id), stars: Set(stars), ..Default::default() };
            review.insert(&db).await.expect("inserts");
        }
        let found = review::Entity::find()
            .find_also_related(ArticleEntity)
            .filter(ArticleColumn::Title.eq("One"))
            .order_by_asc(review::Column::Stars)
            .all(&db)
            .await
            .expect("reads");
        let found: Vec<_> =
            found.into_iter().map(|(review, article)| (review.stars, article.map(|one| one.title))).collect();
        assert_eq!(found, [(3, Some("One".to_owned())), (5, Some("One".to_owned()))]);

        let with_reviews = ArticleEntity::find()
            .find_with_related(review::Entity)
            .order_by_asc(ArticleColumn::Id)
            .all(&db)
            .await
            .expect("reads");
        assert_eq!(with_reviews.iter().map(|(_, reviews)| reviews.len()).collect::<Vec<_>>(), [2, 1, 0]);

        let articles = ArticleEntity::find().order_by_asc(ArticleColumn::Id).all(&db).await.expect("reads");
        let loaded = articles.load_many(review::Entity, &db).await.expect("loads");
        assert_eq!(loaded.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1, 0]);
        let reviews = review::Entity::find().order_by_asc(review::Column::Id).all(&db).await.expect("reads");
        let loaded = reviews.load_one(ArticleEntity, &db).await.expect("loads");
        assert_eq!(loaded[2].as_ref().map(|article| article.title.as_str()), Some("Two"));
        assert_eq!(articles[0].find_related(review::Entity).count(&db).await.expect("counts"), 2);
    })
    .await;
}
