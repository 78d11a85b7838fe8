#[derive(Clone, Debug, Resource)]
#[resource(access(create = public, read = role("admin")))]
#[validate(schema(function = check_account, skip_on_field_errors = false, code = "account"))]
pub struct Account {
    #[resource(id(client))]
    #[validate(regex(path = *LOGIN), length(min = MIN, max = 30))]
    pub login: String,
    #[validate(email(message = "that is no address"), does_not_contain(pattern = "+"))]
    pub email: String,
    #[validate(ip(v4), required)]
    pub address: Option<String>,
    #[validate(range(min = 18, exclusive_max = 150))]
    pub age: i16,
    #[validate(range(min = -1.5, max = limits::MAX))]
    pub balance: Option<f64>,
    pub password: Input<String>,
    #[validate(must_match(other = "password"), custom(function = strong, code = "weak"))]
    pub password_again: Input<String>,
}
