use crate::{Resource, descriptor::Descriptor};

/// Resources under one path prefix; see [`App::group`](crate::App::group).
#[derive(Debug, Default)]
pub struct Group {
    /// With those of the groups around it.
    prefix: String,
    pub(super) mounts: Vec<Mount>,
    /// The prefixes of the groups inside, each as it was written.
    pub(super) prefixes: Vec<String>,
}

/// A resource and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Mount {
    /// `/posts`, with the prefix of its group.
    pub path: String,
    pub descriptor: &'static Descriptor,
}

impl Group {
    /// Serves a resource.
    #[must_use]
    pub fn resource<R: Resource>(mut self) -> Self {
        let descriptor = R::descriptor();
        self.mounts.push(Mount { path: format!("{}/{}", self.prefix, descriptor.path), descriptor });
        self
    }

    /// Resources under a further prefix, such as `/admin`.
    #[must_use]
    pub fn group(mut self, prefix: &str, fill: impl FnOnce(Group) -> Group) -> Self {
        let inner = fill(Group { prefix: format!("{}{prefix}", self.prefix), ..Group::default() });
        self.mounts.extend(inner.mounts);
        self.prefixes.push(prefix.to_owned());
        self.prefixes.extend(inner.prefixes);
        self
    }

    pub(super) fn descriptors(&self) -> Vec<&'static Descriptor> {
        self.mounts.iter().map(|mount| mount.descriptor).collect()
    }
}
