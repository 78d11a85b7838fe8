use crate::{Resource, descriptor::Descriptor};

/// Resources under one path prefix; see [`App::group`](crate::App::group).
#[derive(Debug, Default)]
pub struct Group {
    pub(super) prefix: String,
    pub(super) mounts: Vec<Mount>,
}

/// A resource and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Mount {
    /// `/posts`, with the prefix of its group.
    pub path: String,
    pub descriptor: &'static Descriptor,
}

impl Group {
    pub(super) fn new(prefix: &str) -> Self {
        Self { prefix: prefix.trim_end_matches('/').to_owned(), mounts: Vec::new() }
    }

    /// Serves a resource.
    #[must_use]
    pub fn resource<R: Resource>(mut self) -> Self {
        let descriptor = R::descriptor();
        self.mounts.push(Mount { path: format!("{}/{}", self.prefix, descriptor.path), descriptor });
        self
    }

    /// Resources under a further prefix.
    #[must_use]
    pub fn group(mut self, prefix: &str, fill: impl FnOnce(Group) -> Group) -> Self {
        let inner = fill(Group::new(&format!("{}{prefix}", self.prefix)));
        self.mounts.extend(inner.mounts);
        self
    }
}
