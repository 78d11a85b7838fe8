//! SeaORM knows the relations of a resource: its joins, loaders and links follow them.

use restruct::{
    prelude::*,
    sea_orm::{
        ActiveModelTrait, ActiveValue::NotSet, Database, DatabaseConnection, EntityTrait, Iterable, LoaderTrait,
        ModelTrait, QueryOrder, RelationTrait, Schema, sea_query::ForeignKeyAction,
    },
};
use restruct_tests::on_each_database;

/// Somebody who writes.
#[derive(Clone, Debug, PartialEq, Resource)]
#[resource(access(public))]
pub struct Writer {
    pub id: i64,
    pub name: String,
    #[resource(foreign_key = writer_id)]
    pub essays: HasMany<Essay>,
    #[resource(foreign_key = editor_id)]
    pub edited: HasMany<Essay>,
    pub portrait: HasOne<Portrait>,
    pub mentor_id: Option<i64>,
    pub mentor: BelongsTo<Self>,
    #[resource(foreign_key = mentor_id)]
    pub pupils: HasMany<Writer>,
}

/// What a writer looks like.
#[derive(Clone, Debug, PartialEq, Resource)]
#[resource(access(public))]
pub struct Portrait {
    pub id: i64,
    #[resource(unique)]
    pub writer_id: i64,
    #[resource(on_delete = cascade)]
    pub writer: BelongsTo<Writer>,
}

/// What somebody wrote. Its key has two parts.
#[derive(Clone, Debug, PartialEq, Resource)]
#[resource(access(public))]
pub struct Essay {
    #[resource(id)]
    pub volume: i32,
    #[resource(id, column = "Page")]
    pub page: i32,
    pub writer_id: i64,
    pub writer: BelongsTo<Writer>,
    pub editor_id: Option<i64>,
    #[resource(on_delete = set_null)]
    pub editor: BelongsTo<Writer>,
    #[resource(foreign_key(essay_volume, essay_page), through = EssayTopic)]
    pub topics: HasMany<Topic>,
}

/// What an essay is about.
#[derive(Clone, Debug, PartialEq, Resource)]
#[resource(access(public))]
pub struct Topic {
    pub id: String,
    #[resource(through = EssayTopic, far_key(essay_volume, essay_page))]
    pub essays: HasMany<Essay>,
}

/// What links an essay with a topic.
#[derive(Clone, Debug, PartialEq, Resource)]
#[resource(access(public), unique(essay_volume, topic_id, essay_page))]
pub struct EssayTopic {
    pub id: i64,
    pub essay_volume: i32,
    pub essay_page: i32,
    pub topic_id: String,
    #[resource(foreign_key(essay_volume, essay_page))]
    pub essay: BelongsTo<Essay>,
    pub topic: BelongsTo<Topic>,
}

async fn written(connection: &DatabaseConnection) {
    for (id, name, mentor) in [(1, "Ada", None), (2, "Bo", Some(1)), (3, "Cy", Some(1))] {
        let writer = WriterActiveModel { id: Set(id), name: Set(name.to_owned()), mentor_id: Set(mentor) };
        writer.insert(connection).await.unwrap();
    }
    PortraitActiveModel { id: NotSet, writer_id: Set(2) }.insert(connection).await.unwrap();
    for (page, writer, editor) in [(1, 1, Some(2)), (2, 1, None), (3, 2, Some(1))] {
        let essay =
            EssayActiveModel { volume: Set(1), page: Set(page), writer_id: Set(writer), editor_id: Set(editor) };
        essay.insert(connection).await.unwrap();
    }
    for topic in ["art", "law"] {
        TopicActiveModel { id: Set(topic.to_owned()) }.insert(connection).await.unwrap();
    }
    for (page, topic) in [(1, "art"), (1, "law"), (3, "law")] {
        let link = EssayTopicActiveModel {
            essay_volume: Set(1),
            essay_page: Set(page),
            topic_id: Set(topic.to_owned()),
            ..Default::default()
        };
        link.insert(connection).await.unwrap();
    }
}

async fn with_rows(test: impl AsyncFn(DatabaseConnection)) {
    on_each_database(
        |app| {
            let app = app.resource::<Writer>().resource::<Portrait>().resource::<Essay>();
            app.resource::<Topic>().resource::<EssayTopic>()
        },
        async |server| {
            let connection = Database::connect(server.database().url()).await.expect("connects");
            written(&connection).await;
            test(connection).await;
        },
    )
    .await;
}

fn names(writers: &[Writer]) -> Vec<&str> {
    writers.iter().map(|writer| writer.name.as_str()).collect()
}

fn pages(essays: &[Essay]) -> Vec<i32> {
    essays.iter().map(|essay| essay.page).collect()
}

#[tokio::test]
async fn a_row_is_found_with_the_one_that_it_belongs_to() {
    with_rows(async |connection| {
        let found = EssayEntity::find().find_also_related(WriterEntity).order_by_asc(EssayColumn::Page);
        let found = found.all(&connection).await.unwrap();
        let writers: Vec<Writer> = found.iter().filter_map(|(_, writer)| writer.clone()).collect();
        assert_eq!(names(&writers), ["Ada", "Ada", "Bo"]);
        let writer = found[2].0.find_related(WriterEntity).one(&connection).await.unwrap().unwrap();
        let portrait = writer.find_related(PortraitEntity).one(&connection).await.unwrap().unwrap();
        assert_eq!(portrait.writer_id, 2);
        let essays = WriterEntity::find().find_with_related(EssayEntity).order_by_asc(WriterColumn::Id);
        let essays = essays.all(&connection).await.unwrap();
        assert_eq!(pages(&essays[0].1), [1, 2]);
    })
    .await;
}

#[tokio::test]
async fn loaders_follow_relations() {
    with_rows(async |connection| {
        let writers = WriterEntity::find().order_by_asc(WriterColumn::Id).all(&connection).await.unwrap();
        let essays = writers.load_many(EssayEntity, &connection).await.unwrap();
        assert_eq!(essays.iter().map(|essays| pages(essays)).collect::<Vec<_>>(), [vec![1, 2], vec![3], vec![]]);
        let portraits = writers.load_one(PortraitEntity, &connection).await.unwrap();
        assert_eq!(portraits.iter().map(Option::is_some).collect::<Vec<_>>(), [false, true, false]);
        let owners = portraits.iter().flatten().cloned().collect::<Vec<_>>();
        let owners = owners.load_one(WriterEntity, &connection).await.unwrap();
        assert_eq!(owners[0].as_ref().unwrap().name, "Bo");
        let mentors = writers.load_self(WriterEntity, WriterRelation::Mentor, &connection).await.unwrap();
        assert_eq!(mentors.iter().map(Option::is_some).collect::<Vec<_>>(), [false, true, true]);
        let pupils = writers.load_self_many(WriterEntity, WriterRelation::Pupils, &connection).await.unwrap();
        assert_eq!(names(&pupils[0]), ["Bo", "Cy"]);
    })
    .await;
}

#[tokio::test]
async fn loaders_go_through_a_third_resource() {
    with_rows(async |connection| {
        let essays = EssayEntity::find().order_by_asc(EssayColumn::Page).all(&connection).await.unwrap();
        let topics = essays.load_many_to_many(TopicEntity, EssayTopicEntity, &connection).await.unwrap();
        let ids = |topics: &[Topic]| topics.iter().map(|topic| topic.id.clone()).collect::<Vec<_>>();
        assert_eq!(
            topics.iter().map(|topics| ids(topics)).collect::<Vec<_>>(),
            [vec!["art".to_owned(), "law".to_owned()], vec![], vec!["law".to_owned()]]
        );
        let law = TopicEntity::find_by_id("law".to_owned()).one(&connection).await.unwrap().unwrap();
        let found = law.find_related(EssayEntity).order_by_asc(EssayColumn::Page).all(&connection).await.unwrap();
        assert_eq!(pages(&found), [1, 3]);
        let found = law.find_linked(TopicEssaysLink).order_by_asc(EssayColumn::Page).all(&connection).await.unwrap();
        assert_eq!(pages(&found), [1, 3]);
    })
    .await;
}

#[tokio::test]
async fn a_second_relation_to_a_resource_is_a_link() {
    with_rows(async |connection| {
        let found = EssayEntity::find().find_also_linked(EssayEditorLink).order_by_asc(EssayColumn::Page);
        let found = found.all(&connection).await.unwrap();
        let editors: Vec<_> =
            found.iter().map(|(_, editor)| editor.as_ref().map(|editor| editor.name.as_str())).collect();
        assert_eq!(editors, [Some("Bo"), None, Some("Ada")]);
        let bo = WriterEntity::find_by_id(2).one(&connection).await.unwrap().unwrap();
        assert_eq!(pages(&bo.find_linked(WriterEditedLink).all(&connection).await.unwrap()), [1]);
        let mentor = bo.find_linked(WriterMentorLink).one(&connection).await.unwrap().unwrap();
        let pupils =
            mentor.find_linked(WriterPupilsLink).order_by_asc(WriterColumn::Id).all(&connection).await.unwrap();
        assert_eq!((mentor.name.as_str(), names(&pupils)), ("Ada", vec!["Bo", "Cy"]));
    })
    .await;
}

#[test]
fn definitions_say_what_the_words_say() {
    let editor = EssayRelation::Editor.def();
    assert!(matches!(editor.on_delete, Some(ForeignKeyAction::SetNull)));
    assert_eq!(editor.fk_name.as_deref(), Some("fk_essays_editor_id"));
    assert!(matches!(PortraitRelation::Writer.def().on_delete, Some(ForeignKeyAction::Cascade)));
    assert!(EssayRelation::Writer.def().on_delete.is_none());
    assert!(!editor.is_owner && WriterRelation::Essays.def().is_owner);
    let all: Vec<String> = WriterRelation::iter().map(|relation| relation.name()).collect();
    assert_eq!(all, ["Essays", "Edited", "Portrait", "Mentor", "Pupils"]);
    let schema = Schema::new(restruct::sea_orm::DbBackend::Sqlite);
    let table =
        schema.create_table_from_entity(EssayTopicEntity).to_string(restruct::sea_orm::sea_query::SqliteQueryBuilder);
    assert!(
        table.contains(r#"FOREIGN KEY ("essay_volume", "essay_page") REFERENCES "essays" ("volume", "Page")"#),
        "{table}"
    );
}
