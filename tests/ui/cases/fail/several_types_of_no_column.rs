use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    a_u16: u16,
    a_i8: i8,
    a_u128: u128,
    a_usize: Option<usize>,
    a_letter: char,
    a_path: std::path::PathBuf,
    a_shared: std::sync::Arc<str>,
    a_set: std::collections::BTreeSet<String>,
    a_moment: std::time::SystemTime,
    a_interval: std::time::Duration,
    a_address: std::net::IpAddr,
    a_marker: std::marker::PhantomData<String>,
    a_slice: &'static [u8],
}

fn main() {
    used_elsewhere::<Post>();
}
