//! The routes of resources.

use std::sync::Arc;

use axum::{Router, extract::Request, routing::any};

use super::{Shared, group::Mount};
use crate::{
    descriptor::{Descriptor, Relation},
    http,
    operation::{Endpoint, RelatedEndpoint},
};

/// Adds those of all resources, and of what belongs to their rows.
pub fn add(router: Router, shared: &Arc<Shared>, mounts: &[Mount]) -> Router {
    let serve = |mount: &Mount| Arc::new(Endpoint::new(Arc::clone(shared), mount.descriptor).at(&mount.path));
    let served: Vec<(&Mount, Arc<Endpoint>)> = mounts.iter().map(|mount| (mount, serve(mount))).collect();
    served.iter().fold(router, |router, (mount, endpoint)| {
        let (at_collection, at_item) = (Arc::clone(endpoint), Arc::clone(endpoint));
        let item = format!("{}/{{key}}", mount.path);
        let router = router
            .route(&mount.path, any(move |request: Request| http::collection(at_collection, request)))
            .route(&item, any(move |request: Request| http::item(at_item, request)));
        let many = mount.descriptor.relations.iter().filter(|relation| relation.is_many() && relation.is_readable());
        many.fold(router, |router, relation| {
            let related = Arc::new(related(shared, mount, endpoint, relation, &served));
            let path = format!("{item}/{}", relation.wire);
            let router = if related.has_links() {
                let related = Arc::clone(&related);
                router.route(&format!("{path}/{{far}}"), any(move |request: Request| http::link(related, request)))
            } else {
                router
            };
            router.route(&path, any(move |request: Request| http::related(related, request)))
        })
    })
}

fn related(
    shared: &Arc<Shared>,
    mount: &Mount,
    parent: &Arc<Endpoint>,
    relation: &'static Relation,
    served: &[(&Mount, Arc<Endpoint>)],
) -> RelatedEndpoint {
    let find = |descriptor: &'static Descriptor| nearest(mount, descriptor, served);
    let endpoint =
        |descriptor| find(descriptor).unwrap_or_else(|| Arc::new(Endpoint::new(Arc::clone(shared), descriptor)));
    RelatedEndpoint {
        parent: Arc::clone(parent),
        relation,
        far: endpoint((relation.target)()),
        link: relation.through.as_ref().map(|through| endpoint((through.join)())),
    }
}

/// The resource as it is served beside another: of several places the one that shares the longest prefix with it.
fn nearest(
    mount: &Mount,
    descriptor: &'static Descriptor,
    served: &[(&Mount, Arc<Endpoint>)],
) -> Option<Arc<Endpoint>> {
    let shared = |other: &Mount| {
        let segments = mount.path.split('/').zip(other.path.split('/'));
        segments.take_while(|(one, other)| one == other).count()
    };
    let places = served.iter().filter(|(other, _)| std::ptr::eq(other.descriptor, descriptor));
    // Of equal ones the last would be taken.
    places.rev().max_by_key(|(other, _)| shared(other)).map(|(_, endpoint)| Arc::clone(endpoint))
}
