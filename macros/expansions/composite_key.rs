#[derive(Clone, Debug, Resource)]
#[resource(access(authenticated), operations(list, get, create, delete), path = "memberships", table = "membership", tag = "Teams")]
struct Membership {
    #[resource(id)]
    team_id: i64,
    #[resource(id, index)]
    user: Login,
    #[resource(immutable, default = "member")]
    r#type: Option<String>,
}
