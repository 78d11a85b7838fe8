//! The routes of resources.

use std::{ptr, sync::Arc};

use axum::{Router, extract::Request, routing::any};

use super::{Shared, group::Mount};
use crate::{
    descriptor::{Descriptor, Relation},
    http,
    operation::{Endpoint, RelatedEndpoint, RelatedOperations},
    query::encoded,
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
        related_operations(mount, mounts).fold(router, |router, (relation, operations)| {
            let related = Arc::new(related(shared, mount, endpoint, (relation, operations), &served));
            let path = format!("{item}/{}", encoded(relation.wire));
            let router = if operations.links {
                let related = Arc::clone(&related);
                router.route(&format!("{path}/{{far}}"), any(move |request: Request| http::link(related, request)))
            } else {
                router
            };
            router.route(&path, any(move |request: Request| http::related(related, request)))
        })
    })
}

/// The relations of a resource under whose rows there are routes, with what there is.
fn related_operations(mount: &Mount, mounts: &[Mount]) -> impl Iterator<Item = (&'static Relation, RelatedOperations)> {
    let is_served = |descriptor: &'static Descriptor| mounts.iter().any(|other| ptr::eq(other.descriptor, descriptor));
    RelatedOperations::of_resource(mount.descriptor, is_served)
}

fn related(
    shared: &Arc<Shared>,
    mount: &Mount,
    parent: &Arc<Endpoint>,
    (relation, operations): (&'static Relation, RelatedOperations),
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
        operations,
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
    let places = served.iter().filter(|(other, _)| ptr::eq(other.descriptor, descriptor));
    // Of equal ones the last would be taken.
    places.rev().max_by_key(|(other, _)| shared(other)).map(|(_, endpoint)| Arc::clone(endpoint))
}
