use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    title: String,
}

impl Hooks for Post {
    async fn before_delete(_: &Post, cx: &mut Context<'_>) -> Result<()> {
        let seen = std::rc::Rc::new(1);
        cx.query::<Post>().exists().await?;
        drop(seen);
        Ok(())
    }
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}
