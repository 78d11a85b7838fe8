use crate::{
    Error, Result,
    error::{code, near_match, shortened},
};

/// Parameters of a request; more than any operation has, and few enough to compare each with each.
const MOST_PARAMETERS: usize = 100;

/// The query string, split and strictly decoded: each name once, each byte sequence UTF-8.
#[derive(Debug)]
pub struct Parameters {
    pairs: Vec<(String, String)>,
}

impl Parameters {
    /// # Errors
    /// 400: a parameter stands twice, has no value, is no UTF-8 when decoded, or there are more than a hundred.
    pub fn parse(query: Option<&str>) -> Result<Self> {
        let mut pairs: Vec<(String, String)> = Vec::new();
        for part in query.unwrap_or_default().split('&').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').map_or((part, None), |(name, value)| (name, Some(value)));
            let name = decode(name, true)
                .ok_or_else(|| Error::bad_request(code::BAD_VALUE, format!("A parameter's name {UNDECODED}.")))?;
            // Taken for the empty text, `title__ne` would ask for nearly all rows.
            let value = value
                .ok_or("has no value: write `=` and the value behind the name")
                .and_then(|value| decode(value, true).ok_or(UNDECODED))
                .map_err(|detail| Error::bad_parameter(shortened(&name), code::BAD_VALUE, detail))?;
            if pairs.iter().any(|(earlier, _)| *earlier == name) {
                return Err(Error::bad_parameter(
                    shortened(&name),
                    code::REPEATED_PARAMETER,
                    "is given more than once",
                ));
            }
            if pairs.len() == MOST_PARAMETERS {
                let detail = format!("At most {MOST_PARAMETERS} parameters are taken.");
                return Err(Error::bad_request(code::TOO_MANY, detail));
            }
            pairs.push((name, value));
        }
        Ok(Self { pairs })
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The values of the only parameters that the operation has, where they are given.
    ///
    /// # Errors
    /// 400 where there is any other.
    pub fn only<const N: usize>(&self, allowed: [&str; N]) -> Result<[Option<&str>; N]> {
        if let Some((name, _)) = self.pairs.iter().find(|(name, _)| !allowed.contains(&name.as_str())) {
            let hint = near_match(name, allowed).map(|near| format!("; did you mean `{near}`?"));
            let (verb, names) = (if N == 1 { "is" } else { "are" }, allowed.join(", "));
            let detail = format!("is no parameter{} (there {verb} {names})", hint.unwrap_or_default());
            return Err(Error::bad_parameter(shortened(name), code::UNKNOWN_PARAMETER, detail));
        }
        Ok(allowed.map(|wanted| self.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value)))
    }

    /// # Errors
    /// 400 where there is any parameter: the operation has none.
    pub fn refuse_all(&self) -> Result<()> {
        match self.pairs.first() {
            None => Ok(()),
            Some((name, _)) => Err(Error::bad_parameter(
                shortened(name),
                code::UNKNOWN_PARAMETER,
                "is no parameter: there are none here",
            )),
        }
    }
}

const UNDECODED: &str = "cannot be decoded: `%` begins an escape of two hexadecimal digits (a percent sign is %25), and what they \
                         stand for must be UTF-8";

/// Percent-decoding (RFC 3986, section 2.1) that refuses what is not UTF-8 or holds NUL. In a query `+` is a space.
pub fn decode(text: &str, plus_is_space: bool) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let high = char::from(rest.next()?).to_digit(16)?;
                let low = char::from(rest.next()?).to_digit(16)?;
                bytes.push(u8::try_from(high * 16 + low).ok()?);
            }
            b'+' if plus_is_space => bytes.push(b' '),
            byte => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoding_is_strict() {
        assert_eq!(decode("a%20b+c", true).as_deref(), Some("a b c"));
        assert_eq!(decode("a+b", false).as_deref(), Some("a+b"));
        assert_eq!(decode("%ff", true), None);
        assert_eq!(decode("%4", true), None);
        assert_eq!(decode("%zz", true), None);
    }

    #[test]
    fn a_name_without_a_value_is_not_taken_for_the_empty_text() {
        assert!(Parameters::parse(Some("title__ne=")).is_ok());
        let error = Parameters::parse(Some("sort=title&title__ne")).unwrap_err();
        let violation = &error.violations()[0];
        assert_eq!((error.status().as_u16(), violation.code()), (400, "bad_value"));
        assert_eq!(violation.place(), &crate::error::Place::Parameter("title__ne".to_owned()));
    }

    #[test]
    fn a_flood_of_parameters_is_refused() {
        let many = |number: u32| (0..number).map(|name| format!("p{name}=1")).collect::<Vec<_>>().join("&");
        assert!(Parameters::parse(Some(&many(100))).is_ok());
        let error = Parameters::parse(Some(&many(10_000))).unwrap_err();
        assert_eq!((error.status().as_u16(), error.code()), (400, "too_many"));
    }

    #[test]
    fn a_repeated_parameter_is_refused() {
        assert!(Parameters::parse(Some("a=1&b=2")).is_ok());
        let error = Parameters::parse(Some("a=1&a=2")).unwrap_err();
        assert_eq!(error.status(), 400);
        assert_eq!(error.violations()[0].code(), "repeated_parameter");
    }
}
