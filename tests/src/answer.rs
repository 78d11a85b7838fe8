use serde_json::Value;

use crate::{Request, Response, compare};

/// What a request must be answered.
#[derive(Clone, Debug)]
pub struct Answer {
    status: u16,
    headers: Vec<(&'static str, Option<String>)>,
    body: Vec<Body>,
}

#[derive(Clone, Debug)]
enum Body {
    Empty,
    Json(Value),
    Has(Value),
    Problem(&'static str),
    /// Place and code of each, in any order.
    Errors(Vec<(String, String)>),
    Detail(&'static str),
}

/// An answer with a status.
pub fn answer(status: u16) -> Answer {
    Answer { status, headers: Vec::new(), body: Vec::new() }
}

/// A problem document with a status and a code.
pub fn problem(status: u16, code: &'static str) -> Answer {
    let mut answer = answer(status).header("content-type", "application/problem+json");
    answer.body.push(Body::Problem(code));
    answer
}

impl Answer {
    /// The body is this JSON value; see [`compare`] for its `$` forms.
    #[must_use]
    pub fn json(mut self, body: Value) -> Self {
        self.body.push(Body::Json(body));
        self.header("content-type", "application/json")
    }

    /// The body is a JSON value that has at least this.
    #[must_use]
    pub fn has(mut self, body: Value) -> Self {
        self.body.push(Body::Has(body));
        self
    }

    /// There is no body.
    #[must_use]
    pub fn empty(mut self) -> Self {
        self.body.push(Body::Empty);
        self
    }

    /// The problem's `errors` are these, each as its pointer or parameter and its code, in any order.
    #[must_use]
    pub fn errors(mut self, errors: &[(&str, &str)]) -> Self {
        let errors = errors.iter().map(|(place, code)| ((*place).to_owned(), (*code).to_owned()));
        self.body.push(Body::Errors(errors.collect()));
        self
    }

    /// The problem's `detail` contains a text.
    #[must_use]
    pub fn detail(mut self, text: &'static str) -> Self {
        self.body.push(Body::Detail(text));
        self
    }

    /// A header has a value.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, Some(value.into())));
        self
    }

    /// A header is not there.
    #[must_use]
    pub fn no_header(mut self, name: &'static str) -> Self {
        self.headers.push((name, None));
        self
    }

    /// All that is wrong with a response.
    pub(crate) fn faults(&self, request: &Request, response: &Response) -> Vec<String> {
        let mut faults = Vec::new();
        if response.status != self.status {
            faults.push(format!("status {}, not {}", response.status, self.status));
        }
        if response.header("x-request-id").is_none() {
            faults.push("no request id".to_owned());
        }
        for (name, expected) in &self.headers {
            let found = response.header(name);
            if found != expected.as_deref() {
                faults.push(format!("{name} is {found:?}, not {expected:?}"));
            }
        }
        faults.extend(self.body.iter().filter_map(|body| body.check(self.status, request, response).err()));
        faults
    }
}

impl Body {
    fn check(&self, status: u16, request: &Request, response: &Response) -> Result<(), String> {
        let compared = |expected: &Value, more| {
            compare(expected, &response.json(), more).map_err(|difference| format!("body{difference}"))
        };
        match self {
            Body::Empty if response.body.is_empty() => Ok(()),
            Body::Empty => Err("there is a body".to_owned()),
            Body::Json(expected) => compared(expected, false),
            Body::Has(expected) => compared(expected, true),
            Body::Problem(code) => {
                let path = request.path.split('?').next();
                let expected = serde_json::json!({
                    "type": "$text", "title": "$text", "status": status, "detail": "$text", "instance": path, "code": code
                });
                compared(&expected, true)
            }
            Body::Errors(expected) => {
                let (mut expected, mut found) = (expected.clone(), errors(&response.json()));
                expected.sort();
                found.sort();
                if expected == found { Ok(()) } else { Err(format!("errors are {found:?}, not {expected:?}")) }
            }
            Body::Detail(text) => {
                let detail = response.json()["detail"].to_string();
                if detail.contains(text) { Ok(()) } else { Err(format!("detail is {detail}, without {text:?}")) }
            }
        }
    }
}

fn errors(problem: &Value) -> Vec<(String, String)> {
    let errors = problem["errors"].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let place = |error: &Value| text(error.get("pointer").unwrap_or(&error["parameter"]));
    errors.iter().map(|error| (place(error), text(&error["code"]))).collect()
}
