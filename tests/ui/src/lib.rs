//! What the cases of this package share. Each case declares one thing with one fault and then uses it, so that a second,
//! unrelated message would show.

use restruct::{
    App, Resource,
    sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, PrimaryKeyTrait, Select},
    serde::Serialize,
};

/// Stands for the rest of a program, which serves the resource and uses it as SeaORM's.
pub fn used_elsewhere<R>()
where
    R: Resource + Serialize + IntoActiveModel<R::ActiveModelType>,
    <<R::EntityType as EntityTrait>::PrimaryKey as PrimaryKeyTrait>::ValueType: Send,
{
    let _: fn(App) -> App = App::resource::<R>;
    let _: fn() -> Select<R::EntityType> = R::EntityType::find;
    let _: fn() -> R::ActiveModelType = <R::ActiveModelType as ActiveModelTrait>::default;
}
