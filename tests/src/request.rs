use std::fmt;

use reqwest::Method;
use serde_json::Value;

/// A request as data.
#[derive(Clone)]
pub struct Request {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Option<Vec<u8>>,
    /// Whether the answer is one that the application's document tells of.
    pub(crate) is_documented: bool,
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)?;
        let named = |(name, value): &(String, String)| format!(" {name}: {value}");
        let headers = self.headers.iter().filter(|(name, _)| name != "content-type").map(named);
        write!(f, "{}", headers.collect::<String>())?;
        self.body.iter().try_for_each(|body| write!(f, " {}", body.escape_ascii()))
    }
}

/// A request with any method.
pub fn request(method: &str, path: impl Into<String>) -> Request {
    let method = method.parse().expect("a method");
    Request { method, path: path.into(), headers: Vec::new(), body: None, is_documented: true }
}

/// A query of names and values, encoded.
pub fn encoded(pairs: &[(&str, &str)]) -> String {
    let url = reqwest::Url::parse_with_params("http://localhost", pairs).expect("an address");
    url.query().unwrap_or_default().to_owned()
}

macro_rules! methods {
    ($($name:ident = $method:literal;)*) => {$(
        #[doc = concat!("A ", $method, " request.")]
        pub fn $name(path: impl Into<String>) -> Request {
            request($method, path)
        }
    )*};
}
methods! {
    get = "GET";
    head = "HEAD";
    options = "OPTIONS";
    post = "POST";
    patch = "PATCH";
    put = "PUT";
    delete = "DELETE";
}

impl Request {
    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Says who calls: `7`, `7,admin` with a role, `7@acme` with a tenant, `broken` for a token that nobody has.
    #[must_use]
    pub fn by(self, caller: &str) -> Self {
        self.header("authorization", &format!("Bearer {caller}"))
    }

    /// The answer is none that the document could tell of, such as a layer's of the user's.
    #[must_use]
    pub fn undocumented(mut self) -> Self {
        self.is_documented = false;
        self
    }

    /// A JSON body.
    #[must_use]
    pub fn json(self, body: Value) -> Self {
        self.text(body.to_string())
    }

    /// A body that says it is JSON, whatever it is.
    #[must_use]
    pub fn text(self, body: impl Into<Vec<u8>>) -> Self {
        self.header("content-type", "application/json").body(body)
    }

    /// Whether there is a body.
    pub fn has_body(&self) -> bool {
        self.body.is_some()
    }

    /// The same without a body and without what says its type.
    #[must_use]
    pub fn without_body(mut self) -> Self {
        self.headers.retain(|(name, _)| name != "content-type");
        self.body = None;
        self
    }

    /// A body without a word about what it is.
    #[must_use]
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some(body.into());
        self
    }
}
